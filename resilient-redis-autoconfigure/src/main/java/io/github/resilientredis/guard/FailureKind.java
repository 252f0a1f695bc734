/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * What a failure says about Redis.
 */
enum FailureKind {

	/** No answer in time, or too much waiting before: counts in the circuit's window. */
	TIMEOUT,

	/** The connection could not be made or broke: opens the circuit at once. */
	CONNECTION_LOST,

	/** The server answers that it cannot serve: opens the circuit at once. */
	SERVER_UNAVAILABLE,

	/** The server serves reads but refuses this write. */
	WRITES_REFUSED,

	/** The user in use may not do this. */
	NOT_PERMITTED,

	/** The calling thread was interrupted, which says nothing about Redis. */
	INTERRUPTED,

	/** The caller's own: a wrong type, a bad argument, an exception of its code. */
	CALLER

}
