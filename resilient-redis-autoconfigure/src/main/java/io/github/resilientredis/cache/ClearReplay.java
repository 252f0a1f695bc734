/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayTarget;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import org.jspecify.annotations.Nullable;

/**
 * Removes all keys of a cache that could not be cleared, page by page, and tells the
 * other nodes. Commands: SCAN, UNLINK, PUBLISH.
 */
final class ClearReplay implements ReplayHandler {

	private static final int PAGE = 1000;

	private final NodeChannel channel;

	ClearReplay(NodeChannel channel) {
		this.channel = channel;
	}

	@Override
	public JournalFeature feature() {
		return CacheInvalidations.CLEARS;
	}

	@Override
	public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
		byte[] message = new CacheMessage(new String(record.payload(), StandardCharsets.UTF_8), null).toBytes();
		ScanArgs pages = ScanArgs.Builder.matches(record.key()).limit(PAGE);
		return from(redis, pages, ScanCursor.INITIAL).thenCompose((done) -> redis
			.sendToAny((commands) -> this.channel.publish(commands, CacheInvalidations.TOPIC, message)
				.thenApply((n) -> true)));
	}

	private CompletableFuture<@Nullable Void> from(ReplayTarget redis, ScanArgs pages, ScanCursor cursor) {
		return redis.send((commands) -> commands.scan(cursor, pages))
			.thenCompose((page) -> unlink(redis, page))
			.thenCompose((page) -> page.isFinished() ? CompletableFuture.<@Nullable Void>completedFuture(null)
					: from(redis, pages, page));
	}

	private CompletableFuture<KeyScanCursor<byte[]>> unlink(ReplayTarget redis, KeyScanCursor<byte[]> page) {
		byte[][] keys = page.getKeys().toArray(byte[][]::new);
		return (keys.length > 0) ? redis.send((commands) -> commands.unlink(keys)).thenApply((count) -> page)
				: CompletableFuture.completedFuture(page);
	}

}
