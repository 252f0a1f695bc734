/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.cache.ScriptCall.Part;
import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.codec.Base16;

/**
 * A script, sent by its digest, and in full only where a server does not know it. One
 * command for all keys, so one round trip; in Cluster one for each slot, all at once. By
 * digest and in full are guarded calls of their own, so that giving up takes back what
 * was not yet written; in Cluster the second one runs the script again for slots whose
 * server knew it, so a script of several keys must bear that. Immutable.
 */
final class RedisScript {

	private final byte[] text;

	private final String digest;

	RedisScript(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = Base16.digest(this.text);
	}

	<T> List<Part<T>> await(RedisGuard guard, RedisOperation operation, ScriptCall<T> call) {
		try {
			return guard.await(operation, sending(call, byDigest()));
		}
		catch (RedisNoScriptException ex) {
			return guard.await(operation, sending(call, inFull()));
		}
	}

	<T> CompletableFuture<List<Part<T>>> submit(RedisGuard guard, RedisOperation operation, ScriptCall<T> call) {
		return guard.submit(operation, sending(call, byDigest()))
			.exceptionallyCompose((ex) -> isUnknown(ex) ? guard.submit(operation, sending(call, inFull()))
					: CompletableFuture.failedFuture(ex));
	}

	private static <T> AsyncRedisAction<List<Part<T>>> sending(ScriptCall<T> call, ScriptReplies.Form form) {
		return (redis) -> {
			boolean cluster = redis instanceof RedisAdvancedClusterAsyncCommands;
			return ScriptReplies.of(cluster ? call.bySlot() : List.of(call), redis, form);
		};
	}

	private ScriptReplies.Form byDigest() {
		return (redis, keys, values) -> redis.evalsha(this.digest, ScriptOutputType.MULTI, keys, values);
	}

	private ScriptReplies.Form inFull() {
		return (redis, keys, values) -> redis.eval(this.text, ScriptOutputType.MULTI, keys, values);
	}

	private static boolean isUnknown(Throwable ex) {
		return Failures.cause(ex) instanceof RedisNoScriptException;
	}

}
