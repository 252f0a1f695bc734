/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * What a limit does while Redis is away.
 */
public enum ThrottleFallback {

	/** Each node admits its share of the limit. */
	LOCAL,

	/** Everything is admitted and nothing counted. */
	OPEN,

	/** Everything is turned away as a failure of the service. */
	CLOSED

}
