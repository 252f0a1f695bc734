/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.GetExArgs;
import org.jspecify.annotations.Nullable;

/**
 * The level of a cache that is held in Redis: bytes only, every command through the
 * guard.
 *
 * <p>
 * Commands: a read is one script of GET and PTTL, so that the near level learns how long
 * the value lives (GETEX where reads prolong its life); a put if absent is one script of
 * GET, PTTL and SET, and PUBLISH.
 *
 * <p>
 * A key that has a pending record in the journal is not asked for: Redis may still have
 * what was removed or replaced on this node.
 */
final class RedisLevel {

	private static final RedisOperation GET = RedisOperation.idempotent("cache.get");

	private static final RedisOperation PUT_IF_ABSENT = RedisOperation.once("cache.put").writing();

	private static final RedisOperation TELL = RedisOperation.idempotent("cache.publish");

	// pcall: an error such as WRONGTYPE comes out as Redis worded it.
	private static final RedisScript GET_SCRIPT = new RedisScript("""
			local v = redis.pcall('get', KEYS[1])
			if type(v) == 'table' then return v end
			if not v then return {} end
			return {v, redis.call('pttl', KEYS[1])}
			""");

	private static final RedisScript PUT_IF_ABSENT_SCRIPT = new RedisScript("""
			local v = redis.pcall('get', KEYS[1])
			if type(v) == 'table' then return v end
			if v then return {v, redis.call('pttl', KEYS[1])} end
			if ARGV[2] then redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
			else redis.call('set', KEYS[1], ARGV[1]) end
			return {}
			""");

	private final RedisGuard guard;

	private final CacheInvalidation invalidation;

	RedisLevel(RedisGuard guard, CacheInvalidation invalidation) {
		this.guard = guard;
		this.invalidation = invalidation;
	}

	/**
	 * Whether it is worth preparing a call at this moment.
	 */
	boolean mayBeAsked() {
		GuardState state = this.guard.getState();
		return state.isReadable() || state == GuardState.CONNECTING;
	}

	/**
	 * The entry of a key.
	 * @param timeToIdle the life that the read gives to it anew, {@code null} if none
	 * @return the entry, {@code null} if there is none
	 * @throws RedisUnavailableException if Redis cannot tell
	 */
	@Nullable Found get(byte[] key, @Nullable Duration timeToIdle) {
		if (this.invalidation.isPending(key)) {
			throw pending();
		}
		RedisOperation operation = GET.onKey(key);
		if (timeToIdle != null && mayProlong()) {
			return Found.of(this.guard.<byte @Nullable []>await(operation, getAndProlong(key, timeToIdle)), timeToIdle);
		}
		return Found.of(GET_SCRIPT.await(this.guard, operation, key));
	}

	CompletableFuture<@Nullable Found> getAsync(byte[] key, @Nullable Duration timeToIdle) {
		if (this.invalidation.isPending(key)) {
			return CompletableFuture.failedFuture(pending());
		}
		RedisOperation operation = GET.onKey(key);
		if (timeToIdle != null && mayProlong()) {
			return this.guard.<byte @Nullable []>submit(operation, getAndProlong(key, timeToIdle))
				.thenApply((value) -> Found.of(value, timeToIdle));
		}
		return GET_SCRIPT.submit(this.guard, operation, key).thenApply(Found::of);
	}

	private RedisUnavailableException pending() {
		return new RedisUnavailableException("a change of this key waits in the journal", this.guard.getState());
	}

	/** Prolonging is a write. */
	private boolean mayProlong() {
		return this.guard.getState() != GuardState.WRITES_REFUSED;
	}

	private static AsyncRedisAction<byte @Nullable []> getAndProlong(byte[] key, Duration timeToIdle) {
		return (redis) -> redis.getex(key, GetExArgs.Builder.px(millis(timeToIdle)));
	}

	/**
	 * Set a key if Redis has nothing under it.
	 * @return what Redis says; never fails because Redis is away
	 */
	PutIfAbsent putIfAbsent(byte[] key, byte[] value, @Nullable Duration timeToLive) {
		byte[][] values = (timeToLive != null) ? new byte[][] { value, decimal(millis(timeToLive)) }
				: new byte[][] { value };
		if (this.invalidation.isPending(key)) {
			this.invalidation.missed(key);
			return PutIfAbsent.MISSED;
		}
		try {
			Found existing = Found.of(PUT_IF_ABSENT_SCRIPT.await(this.guard, PUT_IF_ABSENT.onKey(key), key, values));
			if (existing == null) {
				this.guard.await(TELL, (redis) -> this.invalidation.publishKey(redis, key).thenApply((told) -> true));
				this.invalidation.wrote(key);
			}
			return new PutIfAbsent(true, existing);
		}
		catch (RedisUnavailableException ex) {
			this.invalidation.missed(key);
			return PutIfAbsent.MISSED;
		}
	}

	static long millis(Duration timeToLive) {
		return Math.max(1, timeToLive.toMillis());
	}

	private static byte[] decimal(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * An entry in Redis.
	 *
	 * @param value its bytes
	 * @param timeToLive how long it will live from now, {@code null} for ever
	 */
	record Found(byte[] value, @Nullable Duration timeToLive) {

		static @Nullable Found of(byte @Nullable [] value, Duration timeToLive) {
			return (value != null) ? new Found(value, timeToLive) : null;
		}

		static @Nullable Found of(List<Object> reply) {
			if (reply.size() < 2) {
				return null;
			}
			long millis = (Long) reply.get(1);
			return new Found((byte[]) reply.get(0), (millis >= 0) ? Duration.ofMillis(millis) : null);
		}

	}

	/**
	 * What became of a put if absent.
	 *
	 * @param answered whether Redis could tell
	 * @param existing what was there before, {@code null} if nothing
	 */
	record PutIfAbsent(boolean answered, @Nullable Found existing) {

		static final PutIfAbsent MISSED = new PutIfAbsent(false, null);

	}

}
