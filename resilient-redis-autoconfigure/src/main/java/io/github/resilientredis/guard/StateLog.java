/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The log vocabulary: one line for each change of state, never one for a request.
 */
final class StateLog implements GuardListener {

	private static final Log logger = LogFactory.getLog(RedisGuard.class);

	private final int attempts;

	StateLog(int attempts) {
		this.attempts = attempts;
	}

	@Override
	public void stateChanged(GuardStateChange change) {
		switch (change.current()) {
			case AVAILABLE -> logger.info(usable(change));
			case UNAVAILABLE -> logger.warn("Redis connection failed, using fallback: " + change.reason());
			case FORCED_OPEN -> logger.warn("Redis switched off by an operator, using fallback");
			default -> logger.info("Redis is " + change.current());
		}
	}

	/**
	 * A start-up attempt failed and another follows.
	 * @param reason why it failed
	 * @param delay the pause before the next
	 */
	void retrying(String reason, Duration delay) {
		logger.warn("Redis unavailable, retrying in " + text(delay) + ": " + reason);
	}

	private String usable(GuardStateChange change) {
		if (change.previous() == GuardState.CONNECTING) {
			return "Redis connection established (attempt " + change.attempt() + "/" + this.attempts + ")";
		}
		return "Redis recovered after " + text(change.lasted()) + ": 0 journal records replayed";
	}

	private static String text(Duration duration) {
		if (duration.toMillis() < 1000) {
			return duration.toMillis() + "ms";
		}
		return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
	}

}
