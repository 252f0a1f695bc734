/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.DurableWriteHandler;
import io.github.resilientredis.journal.DurableWrites;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Users whose e-mail address is known to be theirs: string {@code user:<id>:verified}
 * with the moment, written by {@link DurableWrites}, so that a verification during an
 * outage is not lost. Once verified is always verified, so what this node knows needs no
 * Redis. Thread-safe; the cache is Caffeine's and forgets beyond its size.
 */
@Component
class VerifiedUsers implements DurableWriteHandler {

	private static final Logger logger = LoggerFactory.getLogger(VerifiedUsers.class);

	private static final String TYPE = "user-verified";

	private static final RedisOperation FIND = RedisOperation.idempotent("users.verified");

	private static final int MAX_KNOWN = 100_000;

	private final Cache<String, Boolean> known = Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

	private final RedisGuard guard;

	// A provider, as its handlers are made before it.
	private final ObjectProvider<DurableWrites> writes;

	private final Clock clock;

	VerifiedUsers(RedisGuard guard, ObjectProvider<DurableWrites> writes, Clock clock) {
		this.guard = guard;
		this.writes = writes;
		this.clock = clock;
	}

	void mark(String userId) {
		this.known.put(userId, true);
		this.writes.getObject()
			.submitAsync(TYPE, bytes(key(userId)), bytes(this.clock.instant().toString()))
			.whenComplete((outcome, failure) -> {
				if (failure != null) {
					logger.warn("That user {} is verified is known to this node only: {}", userId,
							failure.getMessage());
				}
			});
	}

	/**
	 * Whether a user's address is verified.
	 * @param userId the user
	 * @return whether it is
	 * @throws RedisUnavailableException if Redis is away and this node does not know
	 */
	boolean isVerified(String userId) {
		if (this.known.getIfPresent(userId) != null) {
			return true;
		}
		if (this.guard.getState() == GuardState.LOCAL_ONLY) {
			return false;
		}
		boolean verified = this.guard.execute(FIND.onKey(bytes(key(userId))),
				(redis) -> redis.opsForValue().get(key(userId)) != null);
		if (verified) {
			this.known.put(userId, true);
		}
		return verified;
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
		return redis.set(key, payload);
	}

	private static String key(String userId) {
		return "user:" + userId + ":verified";
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
