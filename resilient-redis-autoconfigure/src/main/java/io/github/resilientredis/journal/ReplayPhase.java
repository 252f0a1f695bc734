/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * When a feature's records are replayed. Phases follow each other in the order of these
 * constants; what has ended must be ended before anything else can be read or written.
 */
public enum ReplayPhase {

	/** Ended sessions and revoked tokens. */
	ENDS,

	/** Keys and caches to be removed. */
	INVALIDATIONS,

	/** Everything else. */
	WRITES

}
