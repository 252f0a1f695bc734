/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * How much of something is used.
 */
final class Share {

	private Share() {
	}

	/**
	 * Describe a share that is too large.
	 * @param used how much is used
	 * @param limit of how much, 0 if there is no limit
	 * @param percent from where on it is too much, itself allowed
	 * @param what what it is a share of
	 * @return the description, {@code null} if it is not too large
	 */
	static @Nullable String describe(long used, long limit, int percent, String what) {
		if (limit <= 0 || used * 100.0 / limit <= percent) {
			return null;
		}
		return Math.round(used * 100.0 / limit) + " % " + what + " are used (" + used + " of " + limit + ").";
	}

}
