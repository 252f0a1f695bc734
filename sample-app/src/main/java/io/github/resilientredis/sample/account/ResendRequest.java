/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Locale;
import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whose code is to be sent again.
 */
record ResendRequest(
		@NotBlank(message = "is required") @Size(max = 254, message = "is too long") @Nullable String email) {

	/** What requests are counted for: the address in any case. */
	public String normalizedEmail() {
		return Objects.requireNonNull(this.email).strip().toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return "ResendRequest[]";
	}

}
