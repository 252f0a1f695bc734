/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.util.List;

import io.github.resilientredis.testkit.RedisServer;

/**
 * Passwords that may be seen nowhere.
 */
final class Secrets {

	static final String DEFAULT = "d3f4ult-Pa55phrase";

	static final String ACL_USER = "4cl-Pa55phrase";

	static final String ACL_LINE = "app on >" + ACL_USER + " ~* &* +@all";

	private Secrets() {
	}

	static List<String> all() {
		return List.of(DEFAULT, ACL_USER);
	}

	/** With the ACL user's password in it. */
	static String url(RedisServer server) {
		return "redis://app:" + ACL_USER + "@" + server.host() + ":" + server.port();
	}

}
