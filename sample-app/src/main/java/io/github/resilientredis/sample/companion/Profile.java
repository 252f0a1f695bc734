/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Instant;

import io.github.resilientredis.sample.account.CurrentUser;
import io.github.resilientredis.user.UserProfile;
import org.jspecify.annotations.Nullable;

/**
 * A user, to themselves.
 *
 * @param id the id
 * @param name the name
 * @param email the address; {@code null} if Redis is away and this node has not seen it
 * @param plan what they have subscribed to
 * @param joinedAt since when; {@code null} as the address
 */
record Profile(String id, String name, @Nullable String email, String plan, @Nullable Instant joinedAt) {

	/** What everybody begins with. */
	private static final String FIRST_PLAN = "free";

	static Profile of(UserProfile user) {
		return new Profile(user.id(), user.name(), user.email(), user.plan(), user.joinedAt());
	}

	/** What a session or a token says. */
	static Profile unknown(CurrentUser user) {
		return new Profile(user.id(), user.name(), null, FIRST_PLAN, null);
	}

}
