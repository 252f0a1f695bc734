/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.transaction.AbstractTransactionSupportingCacheManager;

/**
 * Caches that go on working while Redis is away, in the layout of Spring Data's own
 * {@code RedisCacheManager}: instances with either manager can work side by side.
 * Thread-safe once it is set up.
 *
 * @see ResilientCache
 */
public class ResilientCacheManager extends AbstractTransactionSupportingCacheManager {

	private final CacheInvalidations invalidations;

	private final ResilientCacheConfiguration defaults;

	private final Map<String, ResilientCacheConfiguration> caches;

	private final boolean dynamic;

	private final Ticker ticker;

	private final ConcurrentMap<Thread, Load> waiting = new ConcurrentHashMap<>();

	/**
	 * Create a manager that makes any cache it is asked for.
	 * @param guard the way to Redis
	 * @param journal keeps the invalidations that Redis missed
	 * @param channel tells other nodes what was changed here, and this one what was
	 * changed there
	 * @param defaults how a cache works
	 */
	public ResilientCacheManager(RedisGuard guard, Journal journal, NodeChannel channel,
			ResilientCacheConfiguration defaults) {
		this(guard, journal, channel, defaults, Map.of(), true);
	}

	/**
	 * Create a manager.
	 * @param guard the way to Redis
	 * @param journal keeps the invalidations that Redis missed
	 * @param channel tells other nodes what was changed here, and this one what was
	 * changed there
	 * @param defaults how a cache works that has no configuration of its own
	 * @param caches configurations by cache name; these caches exist from the beginning
	 * @param dynamic whether other caches are made when they are asked for
	 */
	public ResilientCacheManager(RedisGuard guard, Journal journal, NodeChannel channel,
			ResilientCacheConfiguration defaults, Map<String, ResilientCacheConfiguration> caches, boolean dynamic) {
		this(guard, journal, channel, defaults, caches, dynamic, Ticker.systemTicker());
	}

	ResilientCacheManager(RedisGuard guard, Journal journal, NodeChannel channel, ResilientCacheConfiguration defaults,
			Map<String, ResilientCacheConfiguration> caches, boolean dynamic, Ticker ticker) {
		this.invalidations = new CacheInvalidations(guard, journal, channel);
		this.defaults = defaults;
		this.caches = Map.copyOf(caches);
		this.dynamic = dynamic;
		this.ticker = ticker;
	}

	@Override
	protected Collection<? extends Cache> loadCaches() {
		return this.caches.keySet().stream().map(this::create).toList();
	}

	@Override
	protected @Nullable Cache getMissingCache(String name) {
		return (this.dynamic || this.caches.containsKey(name)) ? create(name) : null;
	}

	private ResilientCache create(String name) {
		return new ResilientCache(name, getConfiguration(name), this.invalidations, this.ticker,
				new Loads(this.waiting, ResilientCache.LOAD_PATIENCE));
	}

	/**
	 * How a cache works, or would work if it were asked for.
	 * @param name the name of a cache
	 * @return its configuration
	 */
	public ResilientCacheConfiguration getConfiguration(String name) {
		return this.caches.getOrDefault(name, this.defaults);
	}

}
