/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * What the application's start does about Redis.
 */
public enum StartupMode {

	/**
	 * Connect in the background; the start does not wait.
	 */
	BACKGROUND,

	/**
	 * Wait for Redis for the configured number of attempts, then start anyway.
	 */
	WAIT,

	/**
	 * Wait for Redis for the configured number of attempts, then fail.
	 */
	REQUIRE

}
