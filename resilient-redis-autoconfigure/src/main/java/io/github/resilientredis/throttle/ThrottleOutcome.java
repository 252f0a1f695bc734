/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * What was decided.
 */
public enum ThrottleOutcome {

	/** It is within the limit, and was counted. */
	ADMITTED,

	/** It is beyond the limit. */
	REJECTED,

	/** It is beyond a limit that is only being tried out: the caller may go on. */
	SHADOW_REJECTED,

	/** Redis is away, and the limit is closed meanwhile. */
	UNAVAILABLE

}
