/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Ticker;
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

	private final ConcurrentMap<String, ResilientCache> created = new ConcurrentHashMap<>();

	private final List<CreationListener> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Create a manager that makes any cache it is asked for.
	 * @param backend what the caches stand on
	 * @param defaults how a cache works
	 */
	public ResilientCacheManager(CacheBackend backend, ResilientCacheConfiguration defaults) {
		this(backend, defaults, Map.of(), true);
	}

	/**
	 * Create a manager.
	 * @param backend what the caches stand on
	 * @param defaults how a cache works that has no configuration of its own
	 * @param caches configurations by cache name; these caches exist from the beginning
	 * @param dynamic whether other caches are made when they are asked for
	 */
	public ResilientCacheManager(CacheBackend backend, ResilientCacheConfiguration defaults,
			Map<String, ResilientCacheConfiguration> caches, boolean dynamic) {
		this(backend, defaults, caches, dynamic, Ticker.systemTicker());
	}

	ResilientCacheManager(CacheBackend backend, ResilientCacheConfiguration defaults,
			Map<String, ResilientCacheConfiguration> caches, boolean dynamic, Ticker ticker) {
		this.invalidations = new CacheInvalidations(backend);
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

	/**
	 * Make a cache, once however many threads ask for it at the same time: of two caches
	 * of one name only one would hear what other nodes change.
	 */
	private ResilientCache create(String name) {
		ResilientCache cache = this.created.computeIfAbsent(name, this::make);
		this.listeners.forEach((listener) -> listener.tell(cache));
		return cache;
	}

	private ResilientCache make(String name) {
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

	/**
	 * Hear of each cache of this manager once: of those that exist now, on this thread,
	 * and of others when they are made, on the thread that asks for one. Who asks never
	 * sees an exception of the listener, which is logged.
	 * @param listener is given the cache itself, even where the manager decorates it; may
	 * be called by several threads at the same time
	 */
	public void onCacheCreated(Consumer<? super ResilientCache> listener) {
		CreationListener added = new CreationListener(listener);
		this.listeners.add(added);
		this.created.values().forEach(added::tell);
	}

	/**
	 * Forget what the caches of this manager hold in memory on this node. Redis and other
	 * nodes keep their entries, and what waits in the journal stays there; while Redis is
	 * away the caches begin empty.
	 * @return about how many entries were forgotten, by cache
	 */
	public Map<String, Long> dropNearLevels() {
		Map<String, Long> dropped = new TreeMap<>();
		this.created.forEach((name, cache) -> dropped.put(name, cache.dropNear()));
		return dropped;
	}

}
