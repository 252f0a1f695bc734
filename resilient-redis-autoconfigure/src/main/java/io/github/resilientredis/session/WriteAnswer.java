/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * What Redis says to a write. In the order of the numbers in the scripts.
 */
enum WriteAnswer {

	/** It is written. */
	DONE,

	/** The session has ended, or has another id. */
	ENDED,

	/** There is no such session. */
	MISSING,

	/** It would have expired already. */
	EXPIRED;

	static WriteAnswer of(long number) {
		return values()[(int) number];
	}

}
