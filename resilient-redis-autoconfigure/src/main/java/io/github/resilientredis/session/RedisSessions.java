/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.NodeChannel;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends the scripts. Each method is one round trip but for {@link #rotate}, which is two.
 * Immutable.
 */
final class RedisSessions {

	private static final byte[] NOTHING = {};

	private static final byte[] WHOLE = "whole".getBytes(US_ASCII);

	private final SessionKeys keys;

	private final SessionFormat format;

	private final SessionLayout layout;

	private final NodeChannel channel;

	RedisSessions(SessionKeys keys, SessionFormat format, SessionLayout layout, NodeChannel channel) {
		this.keys = keys;
		this.format = format;
		this.layout = layout;
		this.channel = channel;
	}

	/** Fields by turns with their values; none if there is no such session. */
	CompletableFuture<List<Object>> read(RedisClusterAsyncCommands<byte[], byte[]> redis, String id) {
		return SessionScripts.READ.send(redis, this.keys.all(id));
	}

	CompletableFuture<Boolean> exists(RedisClusterAsyncCommands<byte[], byte[]> redis, String id) {
		return SessionScripts.EXISTS.send(redis, this.keys.all(id));
	}

	CompletableFuture<WriteAnswer> create(RedisClusterAsyncCommands<byte[], byte[]> redis, StoredSession session) {
		return create(redis, session, List.of());
	}

	/**
	 * Write a new session.
	 * @param more fields of others by turns with their values
	 */
	CompletableFuture<WriteAnswer> create(RedisClusterAsyncCommands<byte[], byte[]> redis, StoredSession session,
			List<byte[]> more) {
		List<byte[]> arguments = new ArrayList<>();
		arguments.add(expiry(session.expiresAt()));
		arguments.addAll(this.format.fields(session));
		arguments.addAll(more);
		return SessionScripts.CREATE.send(redis, this.keys.all(session.id()), array(arguments))
			.thenCompose((answer) -> also(answer, () -> this.layout.written(redis, session)));
	}

	CompletableFuture<WriteAnswer> change(RedisClusterAsyncCommands<byte[], byte[]> redis, NumberedChange made) {
		SessionChange change = made.change();
		List<byte[]> arguments = new ArrayList<>();
		int numbered = change.attributes().size() + (made.intervalChanged() ? 1 : 0);
		arguments.add(expiry(change.expiresAt()));
		arguments.add(number(made.number()));
		arguments.add(number(numbered));
		arguments.addAll(this.format.fields(change, made.intervalChanged()));
		SessionTouch use = new SessionTouch(made.id(), change.accessedAt(), change.maxInactive());
		return SessionScripts.CHANGE.send(redis, this.keys.all(made.id()), array(arguments))
			.thenCompose((answer) -> also(answer,
					() -> this.layout.changed(redis, use, made.principalBefore(), made.principal())));
	}

	CompletableFuture<WriteAnswer> touch(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch touch) {
		List<byte[]> used = this.format.lastUse(touch.accessedAt());
		return SessionScripts.TOUCH
			.send(redis, this.keys.all(touch.id()), expiry(touch.expiresAt()), used.get(0), used.get(1))
			.thenCompose((answer) -> also(answer, () -> this.layout.used(redis, touch)));
	}

	/**
	 * Bring a session up to what a node has of it.
	 * @param whole whether to write all of it if it is missing
	 */
	CompletableFuture<WriteAnswer> replay(RedisClusterAsyncCommands<byte[], byte[]> redis, LocalCopy copy,
			boolean whole) {
		StoredSession session = copy.session();
		List<byte[]> arguments = new ArrayList<>();
		arguments.add(expiry(session.expiresAt()));
		arguments.add(whole ? WHOLE : NOTHING);
		List<byte[]> fields = this.format.fields(session);
		for (int i = 0; i < fields.size(); i += 2) {
			String field = new String(fields.get(i), UTF_8);
			arguments.add(fields.get(i));
			arguments.add(number(copy.changes().getOrDefault(field, 0L)));
			arguments.add(fields.get(i + 1));
		}
		return SessionScripts.REPLAY.send(redis, this.keys.all(session.id()), array(arguments))
			.thenCompose((answer) -> also(answer, () -> this.layout.written(redis, session)));
	}

	private static CompletableFuture<WriteAnswer> also(WriteAnswer answer, Supplier<CompletableFuture<?>> more) {
		return (answer == WriteAnswer.DONE) ? more.get().thenApply((done) -> answer)
				: CompletableFuture.completedFuture(answer);
	}

	/** End a session, or the id that it had. */
	CompletableFuture<@Nullable Void> end(RedisClusterAsyncCommands<byte[], byte[]> redis, Ending ending) {
		return SessionScripts.FINISH.send(redis, this.keys.all(ending.id()), arguments(ending)).thenCompose((error) -> {
			if (error != null) {
				this.channel.isNotPermitted(new String(error, US_ASCII));
			}
			return this.layout.ended(redis, ending.id(), ending.session());
		}).thenApply((done) -> null);
	}

	/** Only remove it, which Redis may take where it takes nothing else. */
	CompletableFuture<Long> remove(RedisClusterAsyncCommands<byte[], byte[]> redis, String id) {
		return redis.del(this.keys.session(id)).toCompletableFuture();
	}

	/**
	 * Take a session away from its id.
	 * @return its fields by turns with their values; none if it was not there, a lone
	 * value if it had ended
	 */
	CompletableFuture<List<Object>> claim(RedisClusterAsyncCommands<byte[], byte[]> redis, Ending ending) {
		return SessionScripts.CLAIM.send(redis, this.keys.all(ending.id()), arguments(ending))
			.thenCompose(
					(fields) -> this.layout.ended(redis, ending.id(), ending.session()).thenApply((done) -> fields));
	}

	private byte[][] arguments(Ending ending) {
		ChannelMessage message = this.channel.message(SessionMessage.TOPIC,
				SessionMessage.ended(ending.id(), ending.renamed()));
		byte[] name = (message != null) ? message.channel() : NOTHING;
		boolean lingers = this.layout.isLingering() && !ending.renamed();
		return new byte[][] { number(ending.memory()), name, (message != null) ? message.bytes() : NOTHING,
				lingers ? this.format.bytes(0) : NOTHING, number(this.layout.linger()) };
	}

	private byte[] expiry(long expiresAt) {
		return number(expiresAt + this.layout.linger());
	}

	byte[] key(String id) {
		return this.keys.session(id);
	}

	private static byte[] number(long value) {
		return Long.toString(value).getBytes(US_ASCII);
	}

	private static byte[][] array(List<byte[]> arguments) {
		return arguments.toArray(byte[][]::new);
	}

}
