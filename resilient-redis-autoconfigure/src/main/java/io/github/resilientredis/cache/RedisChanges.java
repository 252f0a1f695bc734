/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.cache.RedisReads.Found;
import io.github.resilientredis.cache.ScriptCall.Part;
import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Changes the entries of a cache in Redis. None of its methods fails because Redis is
 * away: what Redis missed, in whatever state and by whatever operation, is left to
 * {@link CacheInvalidation}.
 *
 * <p>
 * Commands: puts and evictions of any number of keys are one script of SET (with PX if
 * the entry expires) or DEL (also for a value that has no bytes) for each key, and one
 * PUBLISH; so nobody hears of a change before it is there. Where Redis has no memory for
 * values, they are removed. A put if absent is a script of GET, PTTL, SET and PUBLISH. A
 * clear is SCAN and UNLINK, batch by batch, and PUBLISH.
 */
final class RedisChanges {

	private static final RedisOperation PUT = RedisOperation.idempotent("cache.put").writing();

	private static final RedisOperation PUT_IF_ABSENT = RedisOperation.once("cache.put").writing();

	private static final RedisOperation EVICT = RedisOperation.idempotent("cache.evict").removing();

	private static final RedisOperation CLEAR = RedisOperation.idempotent("cache.clear").removing();

	private static final int CLEAR_BATCH = 500;

	private static final byte[] NOTHING = {};

	// Permission to publish may be missing, which takes nothing back.
	private static final String PUBLISH = """
			if ARGV[1] ~= '' then
			  local told = redis.pcall('publish', ARGV[1], ARGV[2])
			  if type(told) == 'table' then answer[#answer + 1] = told.err end
			end
			return answer
			""";

	private static final RedisScript CHANGE_SCRIPT = new RedisScript("""
			local removed = 0
			for i = 1, #KEYS do
			  local key = KEYS[i]
			  local life, value = ARGV[2 * i + 1], ARGV[2 * i + 2]
			  if life == 'none' then removed = removed + redis.call('del', key)
			  elseif life == 'ever' then redis.call('set', key, value)
			  else redis.call('set', key, value, 'px', life) end
			end
			local answer = {removed}
			""" + PUBLISH);

	// pcall: an error such as WRONGTYPE comes out as Redis worded it.
	private static final RedisScript PUT_IF_ABSENT_SCRIPT = new RedisScript("""
			local value = redis.pcall('get', KEYS[1])
			if type(value) == 'table' then return value end
			if value then return {value, redis.call('pttl', KEYS[1])} end
			if ARGV[3] == 'ever' then redis.call('set', KEYS[1], ARGV[4])
			else redis.call('set', KEYS[1], ARGV[4], 'px', ARGV[3]) end
			local answer = {false, 0}
			""" + PUBLISH);

	private final RedisGuard guard;

	private final CacheInvalidation invalidation;

	RedisChanges(RedisGuard guard, CacheInvalidation invalidation) {
		this.guard = guard;
		this.invalidation = invalidation;
	}

	/**
	 * Set or remove keys, in one round trip for each page of them.
	 * @param wait whether to wait for Redis on this thread
	 * @return whether any removed key was there, as far as Redis can tell; ends when all
	 * is done, or kept for later
	 */
	CompletableFuture<Boolean> apply(List<Change> changes, boolean wait) {
		List<byte[]> missed = new ArrayList<>();
		List<Change> open = new ArrayList<>(changes.size());
		for (Change change : changes) {
			if (this.invalidation.isPending(change.key())) {
				missed.add(change.key());
			}
			else {
				open.add(change);
			}
		}
		if (!missed.isEmpty()) {
			this.invalidation.missed(missed);
		}
		return inTurn(MasterParts.of(this.guard, open, Change::key)
			.stream()
			.flatMap((part) -> Change.pages(part).stream())
			.toList(), wait);
	}

	private CompletableFuture<Boolean> inTurn(List<List<Change>> pages, boolean wait) {
		CompletableFuture<Boolean> done = pages.isEmpty() ? CompletableFuture.completedFuture(false)
				: send(pages.get(0), wait);
		for (List<Change> page : pages.subList(Math.min(1, pages.size()), pages.size())) {
			done = done.thenCompose((before) -> send(page, wait).thenApply((removed) -> before || removed));
		}
		return done;
	}

	private CompletableFuture<Boolean> send(List<Change> page, boolean wait) {
		boolean removals = Change.areRemovals(page);
		RedisOperation operation = removals ? EVICT : PUT;
		return answer(operation, page, wait).handle((parts, failure) -> {
			if (failure == null) {
				return CompletableFuture.completedFuture(answered(parts));
			}
			Throwable cause = Failures.cause(failure);
			return (cause instanceof RedisUnavailableException) ? missed(page, removals, wait)
					: CompletableFuture.<Boolean>failedFuture(cause);
		}).thenCompose((ended) -> ended);
	}

	private CompletableFuture<List<Part<Change>>> answer(RedisOperation operation, List<Change> page, boolean wait) {
		RedisOperation onKey = operation.onKey(page.get(0).key());
		ScriptCall<Change> call = new ScriptCall<>(page, Change::key, this::arguments);
		if (!wait) {
			return CHANGE_SCRIPT.submit(this.guard, onKey, call);
		}
		try {
			return CompletableFuture.completedFuture(CHANGE_SCRIPT.await(this.guard, onKey, call));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private byte[][] arguments(List<Change> changes) {
		byte[][] arguments = new byte[2 + 2 * changes.size()][];
		ChannelMessage message = this.invalidation.message(keys(changes));
		arguments[0] = (message != null) ? message.channel() : NOTHING;
		arguments[1] = (message != null) ? message.bytes() : NOTHING;
		for (int i = 0; i < changes.size(); i++) {
			arguments[2 * i + 2] = changes.get(i).life();
			arguments[2 * i + 3] = changes.get(i).valueOr(NOTHING);
		}
		return arguments;
	}

	private boolean answered(List<Part<Change>> parts) {
		boolean removed = false;
		for (Part<Change> part : parts) {
			settle(keys(part.items()), part.reply(), 1);
			removed |= (Long) part.reply().get(0) > 0;
		}
		return removed;
	}

	/** The change is there; the others may not have heard of it. */
	private void settle(List<byte[]> keys, List<Object> reply, int errorAt) {
		boolean told = reply.size() <= errorAt
				|| this.invalidation.isNotPermitted(new String((byte[]) reply.get(errorAt), StandardCharsets.UTF_8));
		if (told) {
			keys.forEach(this.invalidation::wrote);
		}
		else {
			this.invalidation.missed(keys);
		}
	}

	/** Where there is no memory for values, removals are still taken. */
	private CompletableFuture<Boolean> missed(List<Change> page, boolean removals, boolean wait) {
		if (!removals && this.guard.getState(page.get(0).key()) == GuardState.WRITES_REFUSED) {
			return send(page.stream().map(Change::removed).toList(), wait);
		}
		this.invalidation.missed(keys(page));
		return CompletableFuture.completedFuture(false);
	}

	private static List<byte[]> keys(List<Change> changes) {
		List<byte[]> keys = new ArrayList<>(changes.size());
		for (Change change : changes) {
			keys.add(change.key());
		}
		return keys;
	}

	/**
	 * Set a key if Redis has nothing under it.
	 * @param change a value with bytes
	 * @return what Redis says; never fails because Redis is away
	 */
	PutIfAbsent putIfAbsent(Change change) {
		byte[] key = change.key();
		if (!this.invalidation.isPending(key)) {
			try {
				List<Object> reply = PUT_IF_ABSENT_SCRIPT
					.await(this.guard, PUT_IF_ABSENT.onKey(key),
							new ScriptCall<>(List.of(change), Change::key, this::arguments))
					.get(0)
					.reply();
				Found existing = RedisReads.found(reply, 0);
				if (existing == null) {
					settle(List.of(key), reply, 2);
				}
				return new PutIfAbsent(PutIfAbsent.Answer.GIVEN, existing);
			}
			catch (RedisUnavailableException ex) {
				if (ex.isWriteRefused()) {
					return PutIfAbsent.REFUSED;
				}
			}
		}
		this.invalidation.missed(List.of(key));
		return PutIfAbsent.UNKNOWN;
	}

	/**
	 * Remove all keys of a pattern, batch by batch.
	 * @return whether there were any, as far as Redis can tell
	 */
	boolean clear(byte[] pattern) {
		try {
			boolean removed = removeAll(pattern) > 0;
			this.guard.await(CLEAR, this::publishAll);
			this.invalidation.cleared(pattern);
			return removed;
		}
		catch (RedisUnavailableException ex) {
			this.invalidation.missedAll(pattern);
			return false;
		}
	}

	private CompletionStage<Boolean> publishAll(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return this.invalidation.publishAll(redis).thenApply((told) -> true);
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

	/**
	 * What became of a put if absent.
	 *
	 * @param answer whether Redis could tell
	 * @param existing what was there before, {@code null} if nothing, or if Redis could
	 * not tell
	 */
	record PutIfAbsent(Answer answer, @Nullable Found existing) {

		static final PutIfAbsent UNKNOWN = new PutIfAbsent(Answer.UNKNOWN, null);

		static final PutIfAbsent REFUSED = new PutIfAbsent(Answer.REFUSED, null);

		enum Answer {

			/** Redis has the value now, or had one before. */
			GIVEN,

			/** Redis can be read, but took nothing; not kept for later. */
			REFUSED,

			/** What Redis has is unknown; kept for later. */
			UNKNOWN

		}

	}

}
