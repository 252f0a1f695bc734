/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.journal.JournalStatus;
import io.github.resilientredis.sample.redis.RedisCondition;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows. Nothing in it is anybody's.
 *
 * @param now the clock that all other times are of
 * @param guard what the guard does
 * @param journal what waits for Redis
 * @param cache what the caches did
 * @param redis what was done to the embedded Redis; {@code null} without one
 * @param controllable whether the asking client may use the controls
 * @param events what happened since the client asked last
 */
record DemoState(Instant now, Guard guard, JournalBacklog journal, CacheUse cache, @Nullable RedisCondition redis,
		boolean controllable, List<DemoEvent> events) {

	/**
	 * The guard.
	 *
	 * @param state its state
	 * @param reads whether reads go to Redis
	 * @param writes whether writes go to Redis
	 * @param since when this state began
	 * @param lastError why Redis was last found unusable; {@code null} if it never was
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Guard(GuardState state, boolean reads, boolean writes, Instant since, @Nullable String lastError) {

	}

	/**
	 * The journal.
	 *
	 * @param records how many records wait
	 * @param bytes how many bytes they take
	 * @param storage where they are
	 */
	record JournalBacklog(long records, long bytes, JournalStatus.Storage storage) {

	}

	/**
	 * All caches together.
	 *
	 * @param size entries in memory
	 * @param memory reads that memory answered
	 * @param redis reads that Redis answered
	 * @param method reads that nothing answered, after which the method was called
	 */
	record CacheUse(long size, long memory, long redis, long method) {

		CacheUse plus(CacheUse other) {
			return new CacheUse(this.size + other.size, this.memory + other.memory, this.redis + other.redis,
					this.method + other.method);
		}

	}

}
