/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import org.jspecify.annotations.Nullable;

/**
 * Nobody is being served.
 */
enum NoRequest implements CurrentRequest {

	/** Has no state. */
	INSTANCE;

	@Override
	public @Nullable String key(String limit) {
		return null;
	}

	@Override
	public boolean isExempt(String limit) {
		return false;
	}

	@Override
	public void decided(ThrottleDecision decision) {
		// Nobody to tell.
	}

}
