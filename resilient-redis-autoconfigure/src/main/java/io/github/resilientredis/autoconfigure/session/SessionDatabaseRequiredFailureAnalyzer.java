/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what sessions in a database need.
 */
class SessionDatabaseRequiredFailureAnalyzer extends AbstractFailureAnalyzer<SessionDatabaseRequiredException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SessionDatabaseRequiredException cause) {
		return new FailureAnalysis(
				"'resilient-redis.session.fallback' is 'jdbc', and " + cause.getMessage()
						+ ", so sessions cannot be kept in a database.",
				"Add the dependency org.springframework.boot:spring-boot-starter-session-jdbc and configure 'spring.datasource.*',"
						+ " provide a SessionDatabase bean, or set 'resilient-redis.session.fallback' to 'local' or"
						+ " 'none'.",
				cause);
	}

}
