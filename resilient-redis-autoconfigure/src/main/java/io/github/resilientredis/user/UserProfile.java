/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A registered user.
 *
 * @param id the id
 * @param email the e-mail address
 * @param name the name that is shown
 * @param plan the plan
 * @param joinedAt when they registered, to the millisecond
 * @param attributes what else is kept, unmodifiable
 * @param handles further handles by kind, unmodifiable
 */
public record UserProfile(String id, String email, String name, String plan, Instant joinedAt,
		Map<String, String> attributes, Map<String, String> handles) {

	public UserProfile {
		attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
		handles = Collections.unmodifiableMap(new LinkedHashMap<>(handles));
	}

	/** The id alone: it may be logged. */
	@Override
	public String toString() {
		return "UserProfile[" + this.id + "]";
	}

}
