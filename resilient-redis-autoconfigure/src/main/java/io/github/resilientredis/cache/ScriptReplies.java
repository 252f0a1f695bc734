/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.cache.ScriptCall.Part;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * The replies to the runs of a script, when all have come or one has failed. Cancelling
 * it cancels what was sent.
 *
 * @param <T> what there is for each key
 */
final class ScriptReplies<T> extends CompletableFuture<List<Part<T>>> {

	private final List<RedisFuture<List<Object>>> sent;

	private ScriptReplies(List<RedisFuture<List<Object>>> sent) {
		this.sent = sent;
	}

	static <T> ScriptReplies<T> of(List<ScriptCall<T>> calls, RedisClusterAsyncCommands<byte[], byte[]> redis,
			Form form) {
		List<RedisFuture<List<Object>>> sent = new ArrayList<>(calls.size());
		for (ScriptCall<T> call : calls) {
			sent.add(form.send(redis, call.keys(), call.arguments()));
		}
		ScriptReplies<T> replies = new ScriptReplies<>(sent);
		AtomicInteger missing = new AtomicInteger(sent.size());
		for (RedisFuture<List<Object>> one : sent) {
			one.whenComplete((reply, ex) -> {
				if (ex != null) {
					replies.completeExceptionally(ex);
				}
				else if (missing.decrementAndGet() == 0) {
					replies.complete(replies.parts(calls));
				}
			});
		}
		return replies;
	}

	private List<Part<T>> parts(List<ScriptCall<T>> calls) {
		List<Part<T>> parts = new ArrayList<>(calls.size());
		for (int i = 0; i < calls.size(); i++) {
			parts.add(new Part<>(calls.get(i).items(), this.sent.get(i).toCompletableFuture().join()));
		}
		return parts;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		this.sent.forEach((one) -> one.cancel(mayInterruptIfRunning));
		return super.cancel(mayInterruptIfRunning);
	}

	/**
	 * How the script is named in the command.
	 */
	@FunctionalInterface
	interface Form {

		RedisFuture<List<Object>> send(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[][] values);

	}

}
