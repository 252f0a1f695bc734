/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The handlers that have registered, and which of them must wait because Redis does not
 * permit what they do.
 *
 * <p>
 * The map is concurrent and bounded by the number of features; it is written when the
 * application starts. The set of those who wait is written by the journal's thread.
 */
final class ReplayHandlers {

	private static final Log logger = LogFactory.getLog(ReplayHandlers.class);

	private final ConcurrentMap<String, ReplayHandler> handlers = new ConcurrentHashMap<>();

	private final Set<String> waiting = ConcurrentHashMap.newKeySet();

	void register(ReplayHandler handler) {
		this.handlers.put(handler.feature().name(), handler);
	}

	@Nullable ReplayHandler find(String feature) {
		return this.handlers.get(feature);
	}

	Collection<ReplayHandler> all() {
		return this.handlers.values();
	}

	/** Redis does not permit it now. */
	void suspend(String feature) {
		this.waiting.add(feature);
	}

	void resumeAll() {
		this.waiting.clear();
	}

	/** Have writes repeated that may be missing. */
	static void repeat(ReplayHandler handler, Journal journal, List<JournalRecord> written, boolean complete) {
		try {
			handler.repeat(journal, written, complete);
		}
		catch (RuntimeException ex) {
			logger.error("What Redis lost of '" + handler.feature().name() + "' could not all be written again: "
					+ ex.getMessage());
		}
	}

	/** Redis is about to be read again. */
	void reading(RedisData data) {
		for (ReplayHandler handler : this.handlers.values()) {
			try {
				handler.reading(data);
			}
			catch (RuntimeException ex) {
				logger.error("What was kept aside for '" + handler.feature().name() + "' may be out of date: "
						+ ex.getClass().getName());
			}
		}
	}

	/** Those whose records can be replayed now. */
	List<JournalFeature> features() {
		return features((feature) -> true);
	}

	/** The same by phase, in the order of phases. */
	Map<ReplayPhase, List<JournalFeature>> byPhase() {
		Map<ReplayPhase, List<JournalFeature>> phases = new EnumMap<>(ReplayPhase.class);
		for (ReplayPhase phase : ReplayPhase.values()) {
			phases.put(phase, features((feature) -> feature.phase() == phase));
		}
		return phases;
	}

	private List<JournalFeature> features(Predicate<JournalFeature> filter) {
		return this.handlers.values()
			.stream()
			.map(ReplayHandler::feature)
			.filter((feature) -> !this.waiting.contains(feature.name()))
			.filter(filter)
			.toList();
	}

}
