/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * What decided.
 */
public enum ThrottleSource {

	/** Redis, asked for this decision. */
	REDIS,

	/** Tokens that this node took from Redis in advance. */
	LEASE,

	/** What Redis said earlier: that there is nothing left until some moment. */
	MEMORY,

	/** This node's share of the limit, while Redis is away. */
	LOCAL,

	/** Nothing was counted: the limit is open or closed while Redis is away. */
	NONE

}
