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
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.SetArgs;
import org.jspecify.annotations.Nullable;

/**
 * The level of a cache that is held in Redis: bytes only, every command through the
 * guard.
 *
 * <p>
 * Commands: a read is one script of GET and PTTL, so that the near level learns how long
 * the value lives (GETEX where reads prolong its life); a put is SET, with PX if the
 * entry expires; a put if absent is one script of GET, PTTL and SET; an eviction is DEL;
 * a clear is SCAN and UNLINK, batch by batch.
 */
final class RedisLevel {

	private static final RedisOperation GET = RedisOperation.idempotent("cache.get");

	private static final RedisOperation PUT = RedisOperation.idempotent("cache.put");

	private static final RedisOperation PUT_IF_ABSENT = RedisOperation.once("cache.put");

	private static final RedisOperation EVICT = RedisOperation.idempotent("cache.evict");

	private static final RedisOperation CLEAR = RedisOperation.idempotent("cache.clear");

	private static final int CLEAR_BATCH = 500;

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

	RedisLevel(RedisGuard guard) {
		this.guard = guard;
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
		RedisOperation operation = GET.onKey(key);
		if (timeToIdle != null) {
			return Found.of(this.guard.<byte @Nullable []>await(operation, getAndProlong(key, timeToIdle)), timeToIdle);
		}
		return Found.of(GET_SCRIPT.await(this.guard, operation, key));
	}

	CompletableFuture<@Nullable Found> getAsync(byte[] key, @Nullable Duration timeToIdle) {
		RedisOperation operation = GET.onKey(key);
		if (timeToIdle != null) {
			return this.guard.<byte @Nullable []>submit(operation, getAndProlong(key, timeToIdle))
				.thenApply((value) -> Found.of(value, timeToIdle));
		}
		return GET_SCRIPT.submit(this.guard, operation, key).thenApply(Found::of);
	}

	private static AsyncRedisAction<byte @Nullable []> getAndProlong(byte[] key, Duration timeToIdle) {
		return (redis) -> redis.getex(key, GetExArgs.Builder.px(millis(timeToIdle)));
	}

	/**
	 * Set a key, or remove it if there are no bytes that could be set.
	 * @return whether Redis did so; never fails because Redis is away
	 */
	CompletableFuture<Boolean> put(byte[] key, byte @Nullable [] value, @Nullable Duration timeToLive, boolean wait) {
		if (value == null) {
			return write(EVICT.onKey(key), (redis) -> redis.del(key), (count) -> true, wait);
		}
		SetArgs args = (timeToLive != null) ? SetArgs.Builder.px(millis(timeToLive)) : new SetArgs();
		return write(PUT.onKey(key), (redis) -> redis.set(key, value, args), (reply) -> true, wait);
	}

	/**
	 * Set a key if Redis has nothing under it.
	 * @return what Redis says; never fails because Redis is away
	 */
	PutIfAbsent putIfAbsent(byte[] key, byte[] value, @Nullable Duration timeToLive) {
		byte[][] values = (timeToLive != null) ? new byte[][] { value, decimal(millis(timeToLive)) }
				: new byte[][] { value };
		return missable(
				() -> new PutIfAbsent(true,
						Found.of(PUT_IF_ABSENT_SCRIPT.await(this.guard, PUT_IF_ABSENT.onKey(key), key, values))),
				PutIfAbsent.MISSED);
	}

	/**
	 * Remove a key.
	 * @return whether there was one, as far as Redis can tell; never fails because Redis
	 * is away
	 */
	CompletableFuture<Boolean> evict(byte[] key, boolean wait) {
		return write(EVICT.onKey(key), (redis) -> redis.del(key), (count) -> count > 0, wait);
	}

	/**
	 * Remove all keys of a pattern, batch by batch.
	 * @return whether there were any, as far as Redis can tell; never fails because Redis
	 * is away
	 */
	boolean clear(byte[] pattern) {
		return missable(() -> removeAll(pattern) > 0, false);
	}

	private long removeAll(byte[] pattern) {
		ScanArgs args = ScanArgs.Builder.matches(pattern).limit(CLEAR_BATCH);
		long removed = 0;
		ScanCursor cursor = ScanCursor.INITIAL;
		while (!cursor.isFinished()) {
			ScanCursor from = cursor;
			KeyScanCursor<byte[]> page = this.guard.await(CLEAR, (redis) -> redis.scan(from, args));
			byte[][] keys = page.getKeys().toArray(byte[][]::new);
			if (keys.length > 0) {
				removed += this.guard.await(CLEAR, (redis) -> redis.unlink(keys));
			}
			cursor = page;
		}
		return removed;
	}

	private <T> CompletableFuture<Boolean> write(RedisOperation operation, AsyncRedisAction<T> action,
			Predicate<T> effect, boolean wait) {
		if (wait) {
			return CompletableFuture
				.completedFuture(missable(() -> effect.test(this.guard.await(operation, action)), false));
		}
		return this.guard.submit(operation, action)
			.handle((reply, ex) -> missable(() -> effect.test((ex != null) ? rethrow(ex) : reply), false));
	}

	/**
	 * Make a write. What Redis misses, in whatever state and by whatever operation,
	 * arrives here and nowhere else.
	 */
	private static <T> T missable(Supplier<T> write, T missed) {
		try {
			return write.get();
		}
		catch (RedisUnavailableException ex) {
			return missed;
		}
	}

	private static <T> T rethrow(Throwable ex) {
		Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		throw (cause instanceof RuntimeException failure) ? failure : new CompletionException(cause);
	}

	private static long millis(Duration timeToLive) {
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
