/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Objects;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * An e-mail address or a user name, and the password.
 */
public record LoginRequest(@Nullable String email, @Nullable String username,
		@NotNull(message = "is required") @Nullable String password) {

	@Nullable String login() {
		return StringUtils.hasText(this.email) ? this.email : this.username;
	}

	/** What attempts are counted for: the user in any case. */
	public String normalizedLogin() {
		return Logins.normalize(Objects.requireNonNull(login()));
	}

	@AssertTrue(message = "email or username is required")
	boolean isLogin() {
		return StringUtils.hasText(login());
	}

	@Override
	public String toString() {
		return "LoginRequest[" + login() + "]";
	}

}
