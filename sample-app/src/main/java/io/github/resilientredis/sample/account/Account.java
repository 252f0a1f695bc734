/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

/**
 * A user and what proves that it is them. Never leaves the application.
 *
 * @param user the user
 * @param passwordHash the encoded password
 */
record Account(User user, String passwordHash) {

	@Override
	public String toString() {
		return "Account[" + this.user.id() + "]";
	}

}
