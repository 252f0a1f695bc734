/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;
import org.jspecify.annotations.Nullable;

/**
 * A script whose keys are in one slot, sent by its digest, and in full where the server
 * does not know it. Immutable.
 *
 * @param <T> what it answers
 */
public final class LuaScript<T extends @Nullable Object> {

	private final byte[] text;

	private final String digest;

	private final ScriptOutputType type;

	private final Function<@Nullable Object, T> reader;

	/**
	 * A script.
	 * @param type how the client is to read the answer
	 * @param reader makes the result of it
	 * @param text the script
	 */
	public LuaScript(ScriptOutputType type, Function<@Nullable Object, T> reader, String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = Base16.digest(this.text);
		this.type = type;
		this.reader = reader;
	}

	/**
	 * Run it.
	 * @param redis the commands of a guarded call
	 * @param keys the keys, all in one slot
	 * @param arguments what the script finds in ARGV
	 * @return the answer; cancelling it takes back what was not yet written
	 */
	public CompletableFuture<T> send(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[][] keys,
			byte[]... arguments) {
		Reply<T> reply = new Reply<>(this.reader);
		RedisFuture<@Nullable Object> sent = redis.evalsha(this.digest, this.type, keys, arguments);
		reply.sent = sent;
		sent.whenComplete((answer, failure) -> {
			if (failure instanceof RedisNoScriptException && !reply.isDone()) {
				RedisFuture<@Nullable Object> again = redis.eval(this.text, this.type, keys, arguments);
				reply.sent = again;
				again.whenComplete(reply::answered);
			}
			else {
				reply.answered(answer, failure);
			}
		});
		return reply;
	}

	/**
	 * The answer. {@code sent} is written by the sender and then by the thread that hears
	 * that the script is unknown, and read by whoever cancels; a cancel in the moment
	 * between may miss the second command, whose outcome is then unknown like any other.
	 */
	private static final class Reply<T extends @Nullable Object> extends CompletableFuture<T> {

		private final Function<@Nullable Object, T> reader;

		private volatile @Nullable RedisFuture<?> sent;

		private Reply(Function<@Nullable Object, T> reader) {
			this.reader = reader;
		}

		private void answered(@Nullable Object answer, @Nullable Throwable failure) {
			if (failure != null) {
				completeExceptionally(failure);
				return;
			}
			try {
				complete(this.reader.apply(answer));
			}
			catch (RuntimeException ex) {
				completeExceptionally(ex);
			}
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			RedisFuture<?> command = this.sent;
			if (command != null) {
				command.cancel(mayInterruptIfRunning);
			}
			return super.cancel(mayInterruptIfRunning);
		}

	}

}
