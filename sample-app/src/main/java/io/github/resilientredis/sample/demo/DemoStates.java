/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.cache.ResilientCacheStatistics;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalStatus;
import io.github.resilientredis.sample.demo.DemoState.CacheUse;
import io.github.resilientredis.sample.redis.RedisControls;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.CacheManager;
import org.springframework.stereotype.Component;

/**
 * Puts together what the page shows, from memory: no part of it asks Redis, so that it
 * answers at once whatever Redis does.
 */
@Component
class DemoStates {

	private static final CacheUse NONE = new CacheUse(0, 0, 0, 0);

	private final RedisGuard guard;

	private final ObjectProvider<Journal> journal;

	private final CacheManager caches;

	private final DemoHistory history;

	private final @Nullable RedisControls controls;

	DemoStates(RedisGuard guard, ObjectProvider<Journal> journal, CacheManager caches, DemoHistory history,
			ObjectProvider<RedisControls> controls) {
		this.guard = guard;
		this.journal = journal;
		this.caches = caches;
		this.history = history;
		this.controls = controls.getIfAvailable();
	}

	DemoState state(long after, boolean trusted) {
		return new DemoState(this.history.now(), guard(), journal(), caches(),
				(this.controls != null) ? this.controls.condition() : null, trusted && this.controls != null,
				this.history.after(after));
	}

	private DemoState.Guard guard() {
		GuardStatus status = this.guard.getStatus();
		GuardState state = status.state();
		return new DemoState.Guard(state, state.isReadable(), state.isWritable(), status.since(), status.lastError());
	}

	private DemoState.JournalBacklog journal() {
		JournalStatus status = this.journal.getIfAvailable(Journal::none).status();
		return new DemoState.JournalBacklog(status.records(), status.bytes(), status.storage());
	}

	private CacheUse caches() {
		return this.caches.getCacheNames()
			.stream()
			.map(this.caches::getCache)
			.filter(ResilientCache.class::isInstance)
			.map((cache) -> use(((ResilientCache) cache).getStatistics()))
			.reduce(NONE, CacheUse::plus);
	}

	private static CacheUse use(ResilientCacheStatistics statistics) {
		ResilientCacheStatistics.Reads reads = statistics.reads();
		return new CacheUse(statistics.near().size(), reads.nearHits(), reads.redisHits(),
				reads.nearMisses() + reads.redisMisses());
	}

}
