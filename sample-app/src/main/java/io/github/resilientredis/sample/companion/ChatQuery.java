/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are asked for.
 *
 * @param userId whose
 * @param conversationId of which conversation; all if left out
 */
record ChatQuery(@NotBlank(message = "is required") @Nullable String userId,
		@Pattern(regexp = ChatSaveRequest.CONVERSATION_ID,
				message = ChatSaveRequest.CONVERSATION_MESSAGE) @Nullable String conversationId) {

}
