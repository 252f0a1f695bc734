/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

/**
 * What was done to the embedded Redis. Immutable.
 *
 * @param process what its process does
 * @param filled whether it has no memory for writes
 * @param locked whether it asks for a password that nobody knows
 */
public record RedisCondition(ProcessState process, boolean filled, boolean locked) {

	/** What a process does. */
	public enum ProcessState {

		/** It runs. */
		RUNNING,

		/** It was stopped and can be continued. */
		HUNG,

		/** There is none. */
		STOPPED

	}

	static RedisCondition of(ProcessState process) {
		return new RedisCondition(process, false, false);
	}

	RedisCondition with(ProcessState changed) {
		return new RedisCondition(changed, this.filled, this.locked);
	}

}
