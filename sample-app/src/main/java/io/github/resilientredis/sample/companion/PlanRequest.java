/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of plan.
 *
 * @param userId whose
 * @param plan the new one
 */
record PlanRequest(@NotBlank(message = "is required") @Nullable String userId,
		@NotNull(message = "is required") @Pattern(regexp = "free|plus|premium",
				message = "must be free, plus or premium") @Nullable String plan) {

}
