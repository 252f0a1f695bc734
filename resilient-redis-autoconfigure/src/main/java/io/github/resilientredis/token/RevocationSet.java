/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What this node knows of one kind of revocation. Scores only grow, so the order in which
 * it learns of them does not matter. Thread-safe: one concurrent map. What was heard or
 * read is kept up to the bound, give or take one for each thread; what this node has to
 * tell Redis is kept in any case, which the journal bounds.
 */
final class RevocationSet {

	private static final int MILLIS = 1000;

	private final RevocationKind kind;

	private final byte[] redisKey;

	private final long keptFor;

	private final int max;

	private final Clock clock;

	private final ConcurrentHashMap<String, Long> scores = new ConcurrentHashMap<>();

	RevocationSet(RevocationKind kind, TokenSettings settings, Clock clock) {
		this.kind = kind;
		this.redisKey = (settings.keyPrefix() + kind.key()).getBytes(StandardCharsets.UTF_8);
		this.keptFor = kind.keptFor(settings);
		this.max = settings.maxLocal();
		this.clock = clock;
	}

	RevocationKind kind() {
		return this.kind;
	}

	byte[] redisKey() {
		return this.redisKey;
	}

	/** How many units a revocation is kept after its score. */
	long keptFor() {
		return this.keptFor;
	}

	/** The lowest score that still matters. */
	long liveFrom() {
		return this.clock.millis() * this.kind.perSecond() / MILLIS - this.keptFor;
	}

	@Nullable Long score(String name) {
		return this.scores.get(name);
	}

	boolean isEmpty() {
		return this.scores.isEmpty();
	}

	long size() {
		return this.scores.mappingCount();
	}

	/** Somebody revoked this. Returns whether there was room to know of it. */
	boolean learn(String name, long score) {
		if (this.scores.mappingCount() >= this.max && !this.scores.containsKey(name)) {
			return false;
		}
		keep(name, score);
		return true;
	}

	/** This node revokes this. */
	void keep(String name, long score) {
		this.scores.merge(name, score, Math::max);
	}

	boolean isOver() {
		return this.scores.mappingCount() > this.max;
	}

	/** Whether there is room for what might be read from Redis. */
	boolean isRoomy() {
		return this.scores.mappingCount() <= this.max - this.max / 10L;
	}

	void forget(Revocation known) {
		this.scores.remove(known.name(), known.score());
	}

	/** Forget what no longer matters. */
	void purge() {
		long from = liveFrom();
		this.scores.values().removeIf((score) -> score < from);
	}

	/** All that matters; what is added meanwhile may be missing. */
	Iterator<Revocation> live() {
		long from = liveFrom();
		return this.scores.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() >= from)
			.map((Map.Entry<String, Long> entry) -> new Revocation(this.kind, entry.getKey(), entry.getValue()))
			.iterator();
	}

}
