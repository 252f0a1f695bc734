/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Into how many parts a limit is divided while Redis is away. Thread-safe.
 */
final class ThrottleShares {

	private static final Log logger = LogFactory.getLog(GuardedThrottle.class);

	private final int configured;

	private final @Nullable NodeCount count;

	/** Whether the number's absence has been told. */
	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Create it.
	 * @param configured the number, {@code null} if it is to be counted
	 * @param count counts it, {@code null} if this is the only node
	 */
	ThrottleShares(@Nullable Integer configured, @Nullable NodeCount count) {
		this.configured = (configured != null) ? configured : 1;
		this.count = count;
	}

	/** How many nodes there are, 0 if that is not known. */
	int known() {
		return (this.count != null) ? this.count.known() : this.configured;
	}

	/** How many share a limit: if that is not known, this node has all of it. */
	int assumed() {
		int known = known();
		if (known == 0 && this.told.compareAndSet(false, true)) {
			logger.warn("Redis is away and has never been there, so it is not known how many nodes share the limits: "
					+ "this node applies each of them in full. Set 'resilient-redis.throttle.nodes' to have it divided");
		}
		return Math.max(1, known);
	}

}
