/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

/**
 * What the application does with Redis, as its callers know it.
 */
enum Feature {

	CACHE_READ("cache read"), CACHE_WRITE("cache write"), THROTTLE("throttle"), SESSION_READ("session read"),
	SESSION_WRITE("session write"), LOGOUT("logout"), REGISTER("register"), REVOKE("revoke"), HEALTH("health");

	private final String title;

	Feature(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

}
