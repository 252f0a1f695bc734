/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.ReplayPhase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What the caches of a manager have in common to keep the dead dead: the journal of what
 * Redis missed, and the channel on which nodes tell each other what they changed.
 *
 * <p>
 * A record never holds a value. {@link #KEYS}: the key as it stands in Redis, to be
 * deleted, and as payload the name of its cache. {@link #CLEARS}: the pattern of all keys
 * of a cache, and as payload its name; there are as many as caches.
 *
 * <p>
 * Shared state: the map of caches, concurrent, filled when a cache is made and bounded by
 * their number.
 */
final class CacheInvalidations implements NodeChannel.Listener {

	static final String TOPIC = "cache";

	static final JournalFeature KEYS = new JournalFeature("cache", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.ORDINARY);

	static final JournalFeature CLEARS = new JournalFeature("cache-clear", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.UNLIMITED);

	private static final Log logger = LogFactory.getLog(CacheInvalidations.class);

	private final RedisGuard guard;

	private final Journal journal;

	private final NodeChannel channel;

	private final ConcurrentMap<String, CacheInvalidation> caches = new ConcurrentHashMap<>();

	CacheInvalidations(CacheBackend backend) {
		this.guard = backend.guard();
		this.journal = backend.journal();
		this.channel = backend.channel();
		this.journal.register(new KeyReplay(this, this.channel));
		this.journal.register(new ClearReplay(this.channel));
		this.channel.subscribe(TOPIC, this);
	}

	/** A cache takes part from now on. */
	CacheInvalidation add(RedisCacheLayout layout, NearLevel near, Loads loads) {
		CacheInvalidation cache = new CacheInvalidation(layout, near, loads, this);
		this.caches.put(layout.getName(), cache);
		return cache;
	}

	Iterable<CacheInvalidation> all() {
		return this.caches.values();
	}

	RedisGuard guard() {
		return this.guard;
	}

	Journal journal() {
		return this.journal;
	}

	NodeChannel channel() {
		return this.channel;
	}

	/**
	 * Whether memory may be asked before Redis: other nodes' changes are heard of, or
	 * Redis cannot be asked anyway.
	 */
	boolean isNearTrusted() {
		return this.channel.isTrusted() || !this.guard.getState().isReadable();
	}

	boolean isLocalOnly() {
		return this.guard.getState() == GuardState.LOCAL_ONLY;
	}

	/**
	 * A key has to be deleted later. If the journal is full, the whole cache has to be
	 * cleared.
	 * @param cacheName the name of the cache, which may not be in use on this node
	 */
	void keep(byte[] redisKey, byte[] cacheName) {
		CacheInvalidation cache = this.caches.get(new String(cacheName, StandardCharsets.UTF_8));
		if (cache != null) {
			cache.keep(redisKey);
		}
		else {
			this.journal.append(KEYS, redisKey, cacheName);
		}
	}

	@Override
	public void received(byte[] bytes) {
		CacheMessage message = CacheMessage.of(bytes);
		CacheInvalidation cache = (message != null) ? this.caches.get(message.cache()) : null;
		if (message != null && cache != null) {
			List<byte[]> keys = message.redisKeys();
			if (keys != null) {
				keys.forEach(cache::changedElsewhere);
			}
			else {
				cache.forget();
			}
		}
	}

	@Override
	public void missed() {
		logger.debug("Other nodes may have changed caches unheard: what is in memory is forgotten");
		this.caches.values().forEach(CacheInvalidation::forget);
	}

}
