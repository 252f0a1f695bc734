/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.cache.ScriptCall.Part;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a cache in Redis: bytes only, every command through the guard.
 *
 * <p>
 * Commands: a read is one script of GET and PTTL for each key, so that the near level
 * learns how long the value lives (GETEX where reads prolong its life).
 *
 * <p>
 * A key that has a pending record in the journal is not asked for: Redis may still have
 * what was removed or replaced on this node.
 */
final class RedisReads {

	/** How many keys are asked for at once: others want to be served between. */
	private static final int PAGE = 500;

	private static final RedisOperation GET = RedisOperation.idempotent("cache.get");

	// pcall: an error such as WRONGTYPE comes out as Redis worded it.
	private static final RedisScript SCRIPT = new RedisScript("""
			local found = {}
			for i = 1, #KEYS do
			  local key = KEYS[i]
			  local life = ARGV[i] and tonumber(ARGV[i])
			  local value
			  if life then value = redis.pcall('getex', key, 'px', life)
			  else value = redis.pcall('get', key) end
			  if type(value) == 'table' then return value end
			  found[2 * i - 1] = value
			  found[2 * i] = value and (life or redis.call('pttl', key))
			end
			return found
			""");

	private final RedisGuard guard;

	private final CacheInvalidation invalidation;

	RedisReads(RedisGuard guard, CacheInvalidation invalidation) {
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
	 * @return the entry, {@code null} if there is none
	 * @throws RedisUnavailableException if Redis cannot tell
	 */
	@Nullable Found get(Wanted wanted) {
		if (this.invalidation.isPending(wanted.key)) {
			throw pending();
		}
		return found(SCRIPT.await(this.guard, GET.onKey(wanted.key), call(List.of(wanted))).get(0).reply(), 0);
	}

	/** The same, without waiting. */
	CompletableFuture<@Nullable Found> getAsync(Wanted wanted) {
		if (this.invalidation.isPending(wanted.key)) {
			return CompletableFuture.failedFuture(pending());
		}
		return SCRIPT.submit(this.guard, GET.onKey(wanted.key), call(List.of(wanted)))
			.thenApply((parts) -> found(parts.get(0).reply(), 0));
	}

	/**
	 * The entries of many keys, in one round trip for each {@value #PAGE}.
	 * @return by identity, the answer of Redis; nothing for those of which it cannot tell
	 */
	Map<Wanted, Optional<Found>> getAll(List<Wanted> wanted) {
		Map<Wanted, Optional<Found>> answers = new IdentityHashMap<>();
		List<Wanted> open = wanted.stream().filter((one) -> !this.invalidation.isPending(one.key)).toList();
		MasterParts.of(this.guard, open, Wanted::key).forEach((ofMaster) -> addAll(ofMaster, answers));
		return answers;
	}

	private void addAll(List<Wanted> ofMaster, Map<Wanted, Optional<Found>> answers) {
		try {
			for (int from = 0; from < ofMaster.size(); from += PAGE) {
				List<Wanted> page = ofMaster.subList(from, Math.min(ofMaster.size(), from + PAGE));
				for (Part<Wanted> part : SCRIPT.await(this.guard, GET.onKey(page.get(0).key), call(page))) {
					for (int i = 0; i < part.items().size(); i++) {
						answers.put(part.items().get(i), Optional.ofNullable(found(part.reply(), i)));
					}
				}
			}
		}
		catch (RedisUnavailableException ex) {
			// The rest of this master is left out.
		}
	}

	/** The entry of a key in a reply of values and lives. */
	static @Nullable Found found(List<Object> reply, int index) {
		byte[] value = (byte[]) reply.get(2 * index);
		if (value == null) {
			return null;
		}
		long millis = (Long) reply.get(2 * index + 1);
		return new Found(value, (millis >= 0) ? Duration.ofMillis(millis) : null);
	}

	private ScriptCall<Wanted> call(List<Wanted> wanted) {
		return new ScriptCall<>(wanted, Wanted::key, this::lives);
	}

	/** Prolonging is a write. */
	private byte[][] lives(List<Wanted> wanted) {
		Wanted first = wanted.get(0);
		boolean none = first.timeToIdle == null || this.guard.getState(first.key) == GuardState.WRITES_REFUSED;
		return none ? new byte[0][] : wanted.stream().map(Wanted::life).toArray(byte[][]::new);
	}

	private RedisUnavailableException pending() {
		return new RedisUnavailableException("a change of this key waits in the journal", this.guard.getState());
	}

	/**
	 * A key to be read.
	 *
	 * @param key the key
	 * @param timeToIdle the life that the read gives to it anew, {@code null} if none; of
	 * the keys of one cache either all have one or none has
	 */
	record Wanted(byte[] key, @Nullable Duration timeToIdle) {

		private byte[] life() {
			String millis = (this.timeToIdle != null) ? Long.toString(Change.millis(this.timeToIdle)) : "";
			return millis.getBytes(StandardCharsets.US_ASCII);
		}

	}

	/**
	 * An entry in Redis.
	 *
	 * @param value its bytes
	 * @param timeToLive how long it will live from now, {@code null} for ever
	 */
	record Found(byte[] value, @Nullable Duration timeToLive) {

	}

}
