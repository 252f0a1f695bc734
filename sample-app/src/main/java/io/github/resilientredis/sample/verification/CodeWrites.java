/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.journal.DurableWriteHandler;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes codes to Redis, also those made during an outage: string
 * {@code verification:<user id>}, which expires with the code. GET, then SET PXAT unless
 * another node has made a newer one meanwhile.
 */
@Component
class CodeWrites implements DurableWriteHandler {

	static final String TYPE = "verification-code";

	static String redisKey(String userId) {
		return "verification:" + userId;
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public boolean isReplacing() {
		return true;
	}

	@Override
	public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
		StoredCode code = StoredCode.of(payload);
		if (code == null) {
			return CompletableFuture.completedFuture(null);
		}
		return redis.get(key).thenCompose((known) -> write(redis, key, code, StoredCode.of(known)));
	}

	private CompletionStage<@Nullable String> write(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key,
			StoredCode code, @Nullable StoredCode known) {
		return code.supersedes(known)
				? redis.set(key, code.toBytes(), SetArgs.Builder.pxAt(code.expiresAt().toEpochMilli()))
				: CompletableFuture.completedFuture(null);
	}

	static byte[] bytes(String key) {
		return key.getBytes(StandardCharsets.UTF_8);
	}

}
