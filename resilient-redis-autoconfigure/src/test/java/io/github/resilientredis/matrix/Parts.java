/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

/**
 * What the two applications do differently; their cache and sessions differ by
 * configuration only.
 */
interface Parts {

	/** Takes one from a limit of that name. */
	boolean admits(String limit, String key);

	void register(String email);

	boolean isRegistered(String email);

	void revoke(String token);

	boolean isRevoked(String token);

}
