/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import io.github.resilientredis.sample.web.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Something to be told to oneself.
 *
 * @param title one line
 * @param body may be left out
 */
record NotificationRequest(
		@NotBlank(message = "is required") @Size(max = 100, message = "must have 100 characters at most") @Pattern(
				regexp = PlainText.ONE_LINE, message = "must be one line of text") @Nullable String title,
		@Size(max = 2000, message = "must have 2000 characters at most") @Pattern(regexp = PlainText.LINES,
				message = "must be text") @Nullable String body) {

	@Override
	public String toString() {
		return "NotificationRequest";
	}

}
