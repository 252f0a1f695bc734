/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.account.CurrentUser;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * Whose data are asked for.
 *
 * @param userId the user's id
 */
record UserQuery(@NotBlank(message = "is required") @Nullable String userId) {

	String ownedBy(CurrentUser current) {
		return OwnData.require(this.userId, current);
	}

}
