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

	boolean isAnySuspended() {
		return !this.waiting.isEmpty();
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
