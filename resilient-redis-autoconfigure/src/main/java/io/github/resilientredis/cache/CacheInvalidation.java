/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFullException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one cache does to keep the dead dead. A write that Redis missed leaves the
 * invalidation of its key in the journal; as long as it is pending, this node neither
 * reads nor writes the key in Redis. When the journal is full, one record stands for all
 * keys of the cache.
 *
 * <p>
 * Keys and near keys are those of {@link RedisCacheLayout}. Shared state: the flag, set
 * once; a race costs a log line.
 */
final class CacheInvalidation {

	private static final Log logger = LogFactory.getLog(CacheInvalidation.class);

	private static final RedisOperation PUBLISH = RedisOperation.once("cache.publish").onAnyMaster();

	private final RedisCacheLayout layout;

	private final NearLevel near;

	private final Loads loads;

	private final CacheInvalidations caches;

	private final Journal journal;

	private final byte[] name;

	private final AtomicBoolean lossLogged = new AtomicBoolean();

	CacheInvalidation(RedisCacheLayout layout, NearLevel near, Loads loads, CacheInvalidations caches) {
		this.layout = layout;
		this.near = near;
		this.loads = loads;
		this.caches = caches;
		this.journal = caches.journal();
		this.name = layout.getName().getBytes(StandardCharsets.UTF_8);
	}

	boolean isNearTrusted() {
		return this.caches.isNearTrusted();
	}

	/** Whether Redis may hold something else under this key than it should. */
	boolean isPending(byte[] redisKey) {
		return (this.journal.isPending(CacheInvalidations.KEYS)
				&& this.journal.isPending(CacheInvalidations.KEYS, redisKey)) || isClearPending();
	}

	private boolean isClearPending() {
		return this.journal.isPending(CacheInvalidations.CLEARS)
				&& this.journal.isPending(CacheInvalidations.CLEARS, this.layout.allKeys());
	}

	/** Redis has a change of this key. */
	void wrote(byte[] redisKey) {
		this.journal.wrote(CacheInvalidations.KEYS, redisKey, this.name);
	}

	/** Redis has removed all keys of a pattern. */
	void cleared(byte[] pattern) {
		this.journal.wrote(CacheInvalidations.CLEARS, pattern, this.name);
	}

	/** Redis missed changes of these keys, or may have. */
	void missed(List<byte[]> redisKeys) {
		if (!this.caches.isLocalOnly()) {
			redisKeys.forEach(this::keep);
			publishAnyway(new CacheMessage(this.layout.getName(), redisKeys));
		}
	}

	/** Redis missed the removal of all keys of a pattern, or some of them. */
	void missedAll(byte[] pattern) {
		if (!this.caches.isLocalOnly()) {
			keepAll(pattern);
			publishAnyway(new CacheMessage(this.layout.getName(), null));
		}
	}

	/** Where only writes are refused, the other nodes can be told at once. */
	private void publishAnyway(CacheMessage message) {
		if (this.caches.guard().getState() == GuardState.WRITES_REFUSED) {
			this.caches.guard().submit(PUBLISH, (redis) -> publish(redis, message));
		}
	}

	/**
	 * What a script that changes keys has to publish.
	 * @return the message, {@code null} if there is nobody to tell
	 */
	@Nullable ChannelMessage message(List<byte[]> redisKeys) {
		return this.caches.channel()
			.message(CacheInvalidations.TOPIC, new CacheMessage(this.layout.getName(), redisKeys).toBytes());
	}

	/** Whether a script was told that this application may not publish. */
	boolean isNotPermitted(String error) {
		return this.caches.channel().isNotPermitted(error);
	}

	/** Tell the other nodes, on the connection that cleared the cache. */
	CompletionStage<?> publishAll(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return publish(redis, new CacheMessage(this.layout.getName(), null));
	}

	private CompletionStage<?> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, CacheMessage message) {
		return this.caches.channel().publish(redis, CacheInvalidations.TOPIC, message.toBytes());
	}

	void keep(byte[] redisKey) {
		if (isClearPending()) {
			// Stands for this key, too; is done again if it is being done now.
			this.journal.append(CacheInvalidations.CLEARS, this.layout.allKeys(), this.name);
			return;
		}
		try {
			this.journal.append(CacheInvalidations.KEYS, redisKey, this.name);
		}
		catch (JournalFullException ex) {
			keepAllInstead(ex);
		}
	}

	private void keepAllInstead(JournalFullException full) {
		if (this.layout.isPrefixed()) {
			logger.info("Cache '" + this.layout.getName() + "' will be cleared in Redis: " + full.getMessage());
			keepAll(this.layout.allKeys());
		}
		else if (this.lossLogged.compareAndSet(false, true)) {
			logger.error("Cache '" + this.layout.getName() + "' has no key prefix, so it cannot be cleared without all"
					+ " other keys: Redis will serve evicted entries until they expire. " + full.getMessage());
		}
	}

	private void keepAll(byte[] pattern) {
		this.journal.append(CacheInvalidations.CLEARS, pattern, this.name);
		if (this.journal.isPending(CacheInvalidations.KEYS)) {
			Predicate<byte[]> covered = this.layout.coveredBy(pattern);
			this.journal.drop(CacheInvalidations.KEYS, (record) -> covered.test(record.key()));
		}
	}

	/** More was changed than this node remembers. */
	void keepAll() {
		if (this.layout.isPrefixed()) {
			keepAll(this.layout.allKeys());
		}
	}

	/** Another node changed a key. */
	void changedElsewhere(byte[] redisKey) {
		String nearKey = this.layout.nearKeyOf(redisKey);
		if (nearKey != null) {
			this.loads.detach(nearKey);
			this.near.remove(nearKey);
		}
	}

	/** Anything in memory may be out of date. */
	void forget() {
		this.loads.detachAll();
		this.near.clear();
	}

}
