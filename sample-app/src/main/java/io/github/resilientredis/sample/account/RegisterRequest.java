/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a new user sends. Name and address allow no line breaks, as they are logged, and
 * no colons, as they become parts of keys.
 */
@Passwords
record RegisterRequest(
		@NotNull(message = "is required") @Pattern(regexp = "[A-Za-z0-9._-]{3,30}",
				message = "must be 3 to 30 letters, digits, dots, dashes or underscores") @Nullable String username,
		@NotNull(message = "is required") @Size(max = RegisterRequest.MAX_EMAIL_LENGTH, message = "is too long") @Email(
				regexp = RegisterRequest.EMAIL, message = "must be an e-mail address") @Nullable String email,
		@NotNull(message = "is required") @Nullable String password1,
		@NotNull(message = "is required") @Nullable String password2) {

	/** As the registry of users takes them. */
	static final String EMAIL = "[^\\s\\p{C}\\p{Z}@:;,\"<>()\\[\\]\\\\]{1,64}@"
			+ "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

	static final int MAX_EMAIL_LENGTH = 254;

	@Override
	public String toString() {
		return "RegisterRequest[" + this.username + "]";
	}

}
