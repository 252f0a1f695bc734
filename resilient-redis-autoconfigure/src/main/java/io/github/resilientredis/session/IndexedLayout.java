/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.session.FindByIndexNameSessionRepository;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The layout of Spring Session's {@code RedisIndexedSessionRepository}, beside the hash,
 * which lives five minutes longer than the session:
 *
 * <pre>
 * &lt;namespace&gt;:sessions:expires:&lt;id&gt;     empty string that expires with the session
 * &lt;namespace&gt;:expirations:&lt;minute&gt;       set of "expires:&lt;id&gt;", for Spring Session's own clean-up
 * &lt;namespace&gt;:index:...:&lt;principal&gt;      set of ids
 * </pre>
 *
 * Members of sets are written by the session serializer. Immutable.
 */
final class IndexedLayout implements SessionLayout {

	private static final Duration LINGER = Duration.ofMinutes(5);

	private static final long MINUTE = Duration.ofMinutes(1).toMillis();

	private final String namespace;

	private final SessionFormat format;

	private final Function<StoredSession, @Nullable String> principals;

	/**
	 * The layout.
	 * @param principals tells whose a session is, {@code null} if nobody's
	 */
	IndexedLayout(String namespace, SessionFormat format, Function<StoredSession, @Nullable String> principals) {
		this.namespace = namespace.trim() + ":";
		this.format = format;
		this.principals = principals;
	}

	@Override
	public long linger() {
		return LINGER.toMillis();
	}

	byte[] index(String principal) {
		return bytes(this.namespace + "index:" + FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME + ":"
				+ principal);
	}

	@Override
	public CompletableFuture<?> written(RedisClusterAsyncCommands<byte[], byte[]> redis, StoredSession session) {
		SessionTouch use = new SessionTouch(session.id(), session.accessedAt(), session.maxInactive());
		return changed(redis, use, null, this.principals.apply(session));
	}

	@Override
	public CompletableFuture<?> changed(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch use,
			@Nullable String before, @Nullable String now) {
		CompletableFuture<?> used = used(redis, use);
		if (before != null && !before.equals(now)) {
			used = both(used, redis.srem(index(before), this.format.bytes(use.id())).toCompletableFuture());
		}
		if (now != null) {
			used = both(used, redis.sadd(index(now), this.format.bytes(use.id())).toCompletableFuture());
		}
		return used;
	}

	@Override
	public CompletableFuture<?> used(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch use) {
		long expiresAt = use.expiresAt();
		byte[] minute = bytes(this.namespace + "expirations:" + ((expiresAt / MINUTE + 1) * MINUTE));
		CompletableFuture<?> shadow = redis.set(shadow(use.id()), new byte[0], SetArgs.Builder.pxAt(expiresAt))
			.toCompletableFuture();
		CompletableFuture<?> member = redis.sadd(minute, this.format.bytes("expires:" + use.id()))
			.toCompletableFuture();
		CompletableFuture<?> life = redis.pexpireat(minute, expiresAt + MINUTE + linger()).toCompletableFuture();
		return both(both(shadow, member), life);
	}

	@Override
	public CompletableFuture<?> ended(RedisClusterAsyncCommands<byte[], byte[]> redis, String id,
			@Nullable StoredSession session) {
		CompletableFuture<?> ended = redis.del(shadow(id)).toCompletableFuture();
		String principal = (session != null) ? this.principals.apply(session) : null;
		return (principal != null)
				? both(ended, redis.srem(index(principal), this.format.bytes(id)).toCompletableFuture()) : ended;
	}

	private static CompletableFuture<?> both(CompletableFuture<?> one, CompletableFuture<?> other) {
		return CompletableFuture.allOf(one, other);
	}

	private byte[] shadow(String id) {
		return bytes(this.namespace + "sessions:expires:" + id);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(UTF_8);
	}

}
