/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

/**
 * What is measured of sessions.
 */
public enum SessionMeter {

	/** Sessions that this node remembers. */
	LOCAL("resilient.redis.session.local", "Sessions that this node remembers");

	private final String meterName;

	private final String description;

	SessionMeter(String meterName, String description) {
		this.meterName = meterName;
		this.description = description;
	}

	/**
	 * The name of the meter.
	 * @return the name, in Micrometer's dotted form
	 */
	public String meterName() {
		return this.meterName;
	}

	String description() {
		return this.description;
	}

}
