/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.jspecify.annotations.Nullable;

/**
 * A change of a session on its way to Redis.
 *
 * @param id whose change
 * @param change what has changed
 * @param intervalChanged whether the interval has
 * @param number the number of the change
 * @param principalBefore whose the session was, {@code null} if unknown
 * @param principal whose it is now, {@code null} if nobody's
 */
record NumberedChange(String id, SessionChange change, boolean intervalChanged, long number,
		@Nullable String principalBefore, @Nullable String principal) {

	/** Without the id, which is a secret, and without names. */
	@Override
	public String toString() {
		return "NumberedChange[" + this.change + ", number=" + this.number + "]";
	}

}
