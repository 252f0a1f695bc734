/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The code that came to an address.
 */
record VerifyRequest(
		@NotBlank(message = "is required") @Size(max = 254, message = "is too long") @Nullable String email,
		@NotNull(message = "is required") @Pattern(regexp = "[0-9]{6}",
				message = "must be six digits") @Nullable String code) {

	/** What attempts are counted for: the address in any case. */
	public String normalizedEmail() {
		return Logins.normalize(Objects.requireNonNull(this.email).strip());
	}

	@Override
	public String toString() {
		return "VerifyRequest[]";
	}

}
