/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is said of the masters of a Cluster: one line for each change, never one for a
 * request.
 */
final class MasterLog {

	private static final Log logger = LogFactory.getLog(RedisGuard.class);

	private MasterLog() {
	}

	static void away(Master master, String reason) {
		logger.warn("Redis master " + master.address() + " failed, using fallback for its keys: " + reason);
	}

	static void refuses(Master master, String reason) {
		logger.warn("Redis master " + master.address() + " refuses writes, keeping them for later: " + reason);
	}

	static void recovered(Master master, Duration outage) {
		logger.info("Redis master " + master.address() + " recovered after " + StateLog.text(outage));
	}

}
