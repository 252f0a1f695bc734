/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayTarget;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Deletes keys that could not be deleted or overwritten, and tells the other nodes.
 * Commands: DEL, PUBLISH.
 */
final class KeyReplay implements ReplayHandler {

	private final CacheInvalidations caches;

	private final NodeChannel channel;

	KeyReplay(CacheInvalidations caches, NodeChannel channel) {
		this.caches = caches;
		this.channel = channel;
	}

	@Override
	public JournalFeature feature() {
		return CacheInvalidations.KEYS;
	}

	@Override
	public byte[] keyOf(JournalRecord record) {
		return record.key();
	}

	@Override
	public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
		byte[] message = new CacheMessage(new String(record.payload(), StandardCharsets.UTF_8), List.of(record.key()))
			.toBytes();
		// Over one connection nothing overtakes; in Cluster they go to different ones.
		return redis
			.<Boolean>send((commands) -> (commands instanceof RedisAdvancedClusterAsyncCommands)
					? commands.del(record.key()).thenApply((count) -> false)
					: commands.del(record.key()).thenCombine(publish(commands, message), (count, told) -> true))
			.thenCompose((told) -> told ? CompletableFuture.<@Nullable Object>completedFuture(null)
					: redis.<@Nullable Object>sendToAny((commands) -> publish(commands, message)));
	}

	private CompletionStage<@Nullable Object> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] message) {
		return this.channel.publish(redis, CacheInvalidations.TOPIC, message).thenApply((told) -> told);
	}

	@Override
	public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		if (complete) {
			written.forEach((record) -> this.caches.keep(record.key(), record.payload()));
		}
		else {
			this.caches.all().forEach(CacheInvalidation::keepAll);
		}
	}

	@Override
	public void reading(RedisData data) {
		this.caches.all().forEach(CacheInvalidation::forget);
	}

}
