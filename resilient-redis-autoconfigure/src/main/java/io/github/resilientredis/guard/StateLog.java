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
import org.jspecify.annotations.Nullable;

/**
 * The log vocabulary: one line for each change of state, never one for a request.
 */
final class StateLog implements GuardListener {

	private static final Log logger = LogFactory.getLog(RedisGuard.class);

	private final int attempts;

	/** How long Redis has not been in use; told and read by the thread of changes. */
	private @Nullable Duration outage;

	StateLog(int attempts) {
		this.attempts = attempts;
	}

	@Override
	public void stateChanged(GuardStateChange change) {
		if (this.outage != null) {
			this.outage = this.outage.plus(change.lasted());
		}
		switch (change.current()) {
			case AVAILABLE -> logger.info(usable(change));
			case WRITES_REFUSED -> logger.warn("Redis refuses writes, keeping them for later: " + change.reason());
			case UNAVAILABLE -> logger.warn("Redis connection failed, using fallback: " + change.reason());
			case FORCED_OPEN -> logger.warn("Redis switched off by an operator, using fallback");
			default -> logger.debug("Redis is " + change.current());
		}
		if (change.current() == GuardState.AVAILABLE) {
			this.outage = null;
		}
		else if (this.outage == null && change.current() != GuardState.RECOVERING) {
			this.outage = Duration.ZERO;
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
		Duration lasted = this.outage;
		if (lasted == null) {
			String established = "Redis connection established (attempt " + change.attempt() + "/" + this.attempts
					+ ")";
			return (change.replayed() > 0) ? established + ": " + replayed(change) : established;
		}
		return "Redis recovered after " + text(lasted) + ": " + replayed(change);
	}

	private static String replayed(GuardStateChange change) {
		return change.replayed() + " journal records replayed";
	}

	static String text(Duration duration) {
		if (duration.toMillis() < 1000) {
			return duration.toMillis() + "ms";
		}
		return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
	}

}
