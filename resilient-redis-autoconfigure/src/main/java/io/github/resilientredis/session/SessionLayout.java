/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.concurrent.CompletableFuture;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in Redis beside the hash of a session, which is the same in all layouts.
 * Each method sends plain commands on keys that may be in other slots, after the hash was
 * written; done twice they have the effect of once.
 */
interface SessionLayout {

	/** For how many milliseconds the hash outlives the session. */
	long linger();

	/** Whether the hash of an ended session lingers, without life. */
	default boolean isLingering() {
		return linger() > 0;
	}

	/** A session was written as a whole. */
	CompletableFuture<?> written(RedisClusterAsyncCommands<byte[], byte[]> redis, StoredSession session);

	/**
	 * A session was changed.
	 * @param before whose it was, {@code null} if nobody's or unknown
	 * @param now whose it is
	 */
	CompletableFuture<?> changed(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch use,
			@Nullable String before, @Nullable String now);

	/** A session was used. */
	CompletableFuture<?> used(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch use);

	/**
	 * A session has ended or has another id.
	 * @param session as it was, {@code null} if unknown
	 */
	CompletableFuture<?> ended(RedisClusterAsyncCommands<byte[], byte[]> redis, String id,
			@Nullable StoredSession session);

	/** The hash is all there is. */
	static SessionLayout plain() {
		return new PlainLayout();
	}

	/** Nothing beside the hash. */
	final class PlainLayout implements SessionLayout {

		private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

		private PlainLayout() {
		}

		@Override
		public long linger() {
			return 0;
		}

		@Override
		public CompletableFuture<?> written(RedisClusterAsyncCommands<byte[], byte[]> redis, StoredSession session) {
			return NOTHING;
		}

		@Override
		public CompletableFuture<?> changed(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch use,
				@Nullable String before, @Nullable String now) {
			return NOTHING;
		}

		@Override
		public CompletableFuture<?> used(RedisClusterAsyncCommands<byte[], byte[]> redis, SessionTouch use) {
			return NOTHING;
		}

		@Override
		public CompletableFuture<?> ended(RedisClusterAsyncCommands<byte[], byte[]> redis, String id,
				@Nullable StoredSession session) {
			return NOTHING;
		}

	}

}
