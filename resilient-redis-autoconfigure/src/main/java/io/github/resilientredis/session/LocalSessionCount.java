/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * Tells how many sessions a node remembers.
 */
public interface LocalSessionCount {

	/**
	 * How many sessions this node remembers.
	 * @return the number at this moment
	 */
	int getLocalSessions();

}
