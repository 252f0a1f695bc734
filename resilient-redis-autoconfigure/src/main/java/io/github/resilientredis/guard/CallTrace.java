/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * What an observer keeps of one call while it is under way.
 */
@FunctionalInterface
public interface CallTrace {

	/**
	 * The call has ended: on the thread that began it if it was blocking, otherwise on
	 * any.
	 * @param outcome how it ended
	 */
	void ended(CallOutcome outcome);

}
