/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token, to be exchanged.
 */
record RefreshRequest(@JsonProperty("refresh_token") @NotBlank(message = "is required") @Size(
		max = TokenController.MAX_LENGTH, message = "is too long") @Nullable String refreshToken) {

	@Override
	public String toString() {
		return "RefreshRequest";
	}

}
