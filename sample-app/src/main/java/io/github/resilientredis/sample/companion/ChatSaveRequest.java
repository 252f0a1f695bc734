/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.web.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A message to be saved.
 *
 * @param userId whose
 * @param conversationId in which conversation, an id of the client's
 * @param message what was written
 * @param mood of the author, from 1 to 10
 */
record ChatSaveRequest(@NotBlank(message = "is required") @Nullable String userId,
		@NotNull(message = "is required") @Pattern(regexp = CONVERSATION_ID,
				message = CONVERSATION_MESSAGE) @Nullable String conversationId,
		@NotBlank(message = "is required") @Size(max = 8000, message = "must have 8000 characters at most") @Pattern(
				regexp = PlainText.LINES, message = "must be text") @Nullable String message,
		@NotNull(message = "is required") @Min(value = 1, message = "must be from 1 to 10") @Max(value = 10,
				message = "must be from 1 to 10") @Nullable Integer mood) {

	static final String CONVERSATION_ID = "[A-Za-z0-9._:-]{1,64}";

	static final String CONVERSATION_MESSAGE = "must be 1 to 64 letters, digits, dots, colons, dashes or underscores";

	@Override
	public String toString() {
		return "ChatSaveRequest[" + this.userId + "]";
	}

}
