/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.journal.DurableWrites;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes codes and tells whether one is right. A code is good once, for a while, and for a
 * few attempts; a newer one replaces it. Six digits can be guessed from a hash that is
 * quick to compute, so they are encoded like passwords.
 *
 * <p>
 * A code is kept on this node, by which it works whatever Redis does, and written to
 * Redis by {@link DurableWrites}: at once, or after the outage. Of what the two know the
 * newer counts, so a code used during an outage stays used. Attempts are counted by each
 * node; a limit of the throttle counts them for all. Thread-safe.
 */
public class VerificationCodes {

	private static final Logger logger = LoggerFactory.getLogger(VerificationCodes.class);

	private static final RedisOperation FIND = RedisOperation.idempotent("verification.find");

	private static final int DIGITS = 1_000_000;

	private final SecureRandom random = new SecureRandom();

	private final RedisGuard guard;

	private final DurableWrites writes;

	private final LocalCodes local;

	private final PasswordEncoder encoder;

	private final Clock clock;

	private final Duration timeToLive;

	private final String nobodysHash;

	VerificationCodes(RedisGuard guard, DurableWrites writes, LocalCodes local, PasswordEncoder encoder, Clock clock,
			Duration timeToLive) {
		this.guard = guard;
		this.writes = writes;
		this.local = local;
		this.encoder = encoder;
		this.clock = clock;
		this.timeToLive = timeToLive;
		this.nobodysHash = Objects.requireNonNull(encoder.encode("nobody's"));
	}

	/**
	 * Make a code, in place of an earlier one.
	 * @param userId whose it is
	 * @return six digits
	 */
	public String issue(String userId) {
		String code = String.format(Locale.ROOT, "%06d", this.random.nextInt(DIGITS));
		keep(userId, new StoredCode(this.clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(this.timeToLive),
				Objects.requireNonNull(this.encoder.encode(code))));
		return code;
	}

	/**
	 * Use a code up if it is right. Takes as long for a user who is none.
	 * @param userId whose it should be, {@code null} for nobody
	 * @param code what was typed
	 * @return whether it is right
	 */
	public boolean redeem(@Nullable String userId, String code) {
		StoredCode stored = (userId != null) ? find(userId) : null;
		if (userId == null || stored == null || !stored.isGood(this.clock.instant())
				|| !this.local.attempt(userId, stored)) {
			this.encoder.matches(code, this.nobodysHash);
			return false;
		}
		if (this.encoder.matches(code, stored.hash()) && this.local.use(userId, stored)) {
			write(userId, stored.usedUp());
			return true;
		}
		return false;
	}

	private @Nullable StoredCode find(String userId) {
		String key = CodeWrites.redisKey(userId);
		Optional<StoredCode> known = this.guard.execute(FIND.onKey(CodeWrites.bytes(key)),
				(redis) -> Optional.ofNullable(StoredCode.of(redis.opsForValue().get(key))),
				(failure) -> Optional.empty());
		return this.local.merge(userId, known.orElse(null));
	}

	private void keep(String userId, StoredCode code) {
		this.local.merge(userId, code);
		write(userId, code);
	}

	private void write(String userId, StoredCode code) {
		this.writes.submitAsync(CodeWrites.TYPE, CodeWrites.bytes(CodeWrites.redisKey(userId)), code.toBytes())
			.whenComplete((outcome, failure) -> {
				if (failure != null) {
					logger.debug("A verification code is known to this node only", failure);
				}
			});
	}

}
