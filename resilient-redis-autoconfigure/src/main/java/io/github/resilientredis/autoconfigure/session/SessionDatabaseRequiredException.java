/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import io.github.resilientredis.session.SessionDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Sessions are to be in a database, too, and there is none.
 */
class SessionDatabaseRequiredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SessionDatabaseRequiredException(String message) {
		super(message);
	}

	static SessionDatabase fail(@Nullable ClassLoader classes) {
		boolean session = ClassUtils.isPresent("org.springframework.session.jdbc.JdbcIndexedSessionRepository", classes)
				&& ClassUtils.isPresent("org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionProperties",
						classes);
		throw new SessionDatabaseRequiredException(session ? "there is no DataSource"
				: "spring-boot-session-jdbc, with Spring Session's tables, is not on the class path");
	}

}
