/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Codes as far as this node knows them, with the attempts made here. Bounded: beyond its
 * size it forgets, and asks Redis again. Written by mail threads, which make codes, and
 * by requests, which try them; each change is one atomic step on an immutable entry.
 */
class LocalCodes {

	private final Cache<String, Entry> entries;

	private final int maxAttempts;

	LocalCodes(int maxSize, Duration timeToLive, int maxAttempts) {
		this.entries = Caffeine.newBuilder().maximumSize(maxSize).expireAfterWrite(timeToLive).build();
		this.maxAttempts = maxAttempts;
	}

	/**
	 * Keep a code unless a newer one is known.
	 * @param userId whose it is
	 * @param code the code, {@code null} to only look
	 * @return the one that counts
	 */
	@Nullable StoredCode merge(String userId, @Nullable StoredCode code) {
		Entry entry = this.entries.asMap()
			.compute(userId, (id, known) -> (code != null && code.supersedes((known != null) ? known.code() : null))
					? new Entry(code, 0) : known);
		return (entry != null) ? entry.code() : null;
	}

	/**
	 * Count an attempt before it is made.
	 * @param userId whose code is tried
	 * @param code the code it is compared with
	 * @return whether it may be made
	 */
	boolean attempt(String userId, StoredCode code) {
		Entry entry = this.entries.asMap()
			.compute(userId, (id, known) -> (known != null && known.code().equals(code))
					? new Entry(code, Math.min(known.attempts(), this.maxAttempts) + 1) : known);
		return entry != null && entry.code().equals(code) && entry.attempts() <= this.maxAttempts;
	}

	/**
	 * Use a code up.
	 * @param userId whose it is
	 * @param code the code
	 * @return whether this call did
	 */
	boolean use(String userId, StoredCode code) {
		boolean[] done = new boolean[1];
		this.entries.asMap().computeIfPresent(userId, (id, known) -> {
			done[0] = known.code().equals(code);
			return done[0] ? new Entry(code.usedUp(), 0) : known;
		});
		return done[0];
	}

	private record Entry(StoredCode code, int attempts) {

	}

}
