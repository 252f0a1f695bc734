/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;

/**
 * A script for one key, sent by its digest and in full only where the server does not
 * know it. Immutable.
 */
final class RedisScript {

	private final byte[] text;

	private final String digest;

	RedisScript(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = Base16.digest(this.text);
	}

	<T> CompletionStage<T> send(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[]... values) {
		byte[][] keys = { key };
		CompletionStage<T> known = redis.evalsha(this.digest, ScriptOutputType.MULTI, keys, values);
		return known.exceptionallyCompose((ex) -> isUnknown(ex)
				? redis.<T>eval(this.text, ScriptOutputType.MULTI, keys, values) : CompletableFuture.failedFuture(ex));
	}

	private static boolean isUnknown(Throwable ex) {
		return ((ex instanceof CompletionException) ? ex.getCause() : ex) instanceof RedisNoScriptException;
	}

}
