/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Clock;
import java.time.Duration;

import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.token.TokenRevocationStore;
import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserRegistry;

/**
 * The parts of the application that has the starter.
 */
class GuardedParts implements Parts {

	private static final Duration LIFE = Duration.ofHours(1);

	private final Clock clock = Clock.systemUTC();

	private final Throttle throttle;

	private final UserRegistry users;

	private final TokenRevocationStore tokens;

	GuardedParts(Throttle throttle, UserRegistry users, TokenRevocationStore tokens) {
		this.throttle = throttle;
		this.users = users;
		this.tokens = tokens;
	}

	@Override
	public boolean admits(String limit, String key) {
		return this.throttle.tryAcquire(limit, key).isAdmitted();
	}

	@Override
	public void register(String email) {
		this.users.register(NewUser.of(email, "Ada"));
	}

	@Override
	public boolean isRegistered(String email) {
		return this.users.getByEmail(email).isPresent();
	}

	@Override
	public void revoke(String token) {
		this.tokens.revoke(token, this.clock.instant().plus(LIFE));
	}

	@Override
	public boolean isRevoked(String token) {
		return this.tokens.isRevoked(token, "ada", this.clock.instant());
	}

}
