/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An access or refresh token, to be revoked.
 */
record RevokeRequest(@NotBlank(message = "is required") @Size(max = TokenController.MAX_LENGTH,
		message = "is too long") @Nullable String token) {

	@Override
	public String toString() {
		return "RevokeRequest";
	}

}
