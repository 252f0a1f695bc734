/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;

/**
 * A script for one key, sent by its digest and in full only where the server does not
 * know it. Each of the two is a guarded call of a single command, so that giving up takes
 * back what was not yet written. Immutable.
 */
final class RedisScript {

	private final byte[] text;

	private final String digest;

	RedisScript(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = Base16.digest(this.text);
	}

	List<Object> await(RedisGuard guard, RedisOperation operation, byte[] key, byte[]... values) {
		try {
			return guard.await(operation, byDigest(key, values));
		}
		catch (RedisNoScriptException ex) {
			return guard.await(operation, inFull(key, values));
		}
	}

	CompletableFuture<List<Object>> submit(RedisGuard guard, RedisOperation operation, byte[] key, byte[]... values) {
		return guard.submit(operation, byDigest(key, values))
			.exceptionallyCompose((ex) -> isUnknown(ex) ? guard.submit(operation, inFull(key, values))
					: CompletableFuture.failedFuture(ex));
	}

	private AsyncRedisAction<List<Object>> byDigest(byte[] key, byte[][] values) {
		return (redis) -> redis.evalsha(this.digest, ScriptOutputType.MULTI, new byte[][] { key }, values);
	}

	private AsyncRedisAction<List<Object>> inFull(byte[] key, byte[][] values) {
		return (redis) -> redis.eval(this.text, ScriptOutputType.MULTI, new byte[][] { key }, values);
	}

	private static boolean isUnknown(Throwable ex) {
		return ((ex instanceof CompletionException) ? ex.getCause() : ex) instanceof RedisNoScriptException;
	}

}
