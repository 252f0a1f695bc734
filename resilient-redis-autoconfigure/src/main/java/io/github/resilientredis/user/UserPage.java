/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some of the users.
 *
 * @param users the users, perhaps none
 * @param next where to go on, in no form to rely on; {@code null} at the end
 */
public record UserPage(List<UserProfile> users, @Nullable String next) {

	public UserPage {
		users = List.copyOf(users);
	}

}
