/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.versioning.Version;
import io.github.resilientredis.guard.LuaScript;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * How buckets are kept in Redis: strings in Bucket4j's binary format. Commands: EVALSHA
 * (EVAL where the script is unknown), and in it GET and SET. Scripts always run on the
 * master. Immutable.
 */
final class BucketStore {

	// KEYS: bucket; ARGV: expected or '', next, milliseconds to live or 0
	private static final LuaScript<SwapReply> SWAP = new LuaScript<>(ScriptOutputType.VALUE, SwapReply::plain, """
			local current = redis.call('GET', KEYS[1]) or ''
			if current ~= ARGV[1] then return current end
			if ARGV[3] == '0' then redis.call('SET', KEYS[1], ARGV[2])
			else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
			return false
			""");

	// KEYS: bucket, mark; ARGV: as above, value of the mark, its milliseconds to live
	private static final LuaScript<SwapReply> SWAP_MARKED = new LuaScript<>(ScriptOutputType.MULTI, SwapReply::marked,
			"""
					local current = redis.call('GET', KEYS[1]) or ''
					if redis.call('GET', KEYS[2]) == ARGV[4] then return {2, current} end
					if current ~= ARGV[1] then return {1, current} end
					if ARGV[3] == '0' then redis.call('SET', KEYS[1], ARGV[2])
					else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
					redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
					return {0, ''}
					""");

	private static final LuaScript<byte @Nullable []> READ = new LuaScript<>(ScriptOutputType.VALUE,
			(answer) -> (byte[]) answer, "return redis.call('GET', KEYS[1])");

	private final LongSupplier clock;

	private final Version version;

	private final TimeToLive timeToLive;

	/**
	 * A store.
	 * @param clock the time in nanoseconds since 1970
	 * @param version the format's version
	 * @param timeToLive when buckets are dropped
	 */
	BucketStore(LongSupplier clock, Version version, TimeToLive timeToLive) {
		this.clock = clock;
		this.version = version;
		this.timeToLive = timeToLive;
	}

	long now() {
		return this.clock.getAsLong();
	}

	byte[] bytes(BucketEntry entry) {
		return entry.getStateBytes(this.version);
	}

	/** In milliseconds, 0 for ever. */
	long timeToLive(RemoteBucketState state, long now) {
		return Math.max(0, this.timeToLive.millis(state, now));
	}

	long expiry(long millis, long now) {
		return (millis == 0) ? Long.MAX_VALUE : now + TimeUnit.MILLISECONDS.toNanos(millis);
	}

	CompletableFuture<byte @Nullable []> read(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key) {
		return READ.send(redis, new byte[][] { key });
	}

	CompletableFuture<SwapReply> swap(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] expected,
			byte[] next, long millis, @Nullable FlushMark mark) {
		byte[] toLive = number(millis);
		if (mark == null) {
			return SWAP.send(redis, new byte[][] { key }, expected, next, toLive);
		}
		return SWAP_MARKED.send(redis, new byte[][] { key, mark.key() }, expected, next, toLive, mark.value(),
				number(mark.millis()));
	}

	private static byte[] number(long value) {
		return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
	}

	/** How long a bucket is of use, in milliseconds; not positive for ever. */
	@FunctionalInterface
	interface TimeToLive {

		long millis(RemoteBucketState state, long now);

	}

}
