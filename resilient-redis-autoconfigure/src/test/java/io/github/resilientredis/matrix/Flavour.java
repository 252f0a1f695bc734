/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.List;

/**
 * With what the application is built.
 */
enum Flavour {

	/** The starter, as it comes. */
	GUARDED("resilient-redis", GuardedParts.class,
			List.of("resilient-redis.tokens.enabled=true", "resilient-redis.throttle.limits.calls.rate=1000000/1h",
					"resilient-redis.throttle.limits." + Ledger.USED_UP + ".rate=" + Ledger.BURST + "/1h")),

	/** Spring Boot's own, with the time limits that everybody should set. */
	PLAIN("plain Spring Boot", PlainParts.class, List.of("resilient-redis.enabled=false",
			"spring.data.redis.timeout=500ms", "spring.data.redis.connect-timeout=500ms", "spring.cache.type=redis",
			"spring.data.redis.lettuce.cluster.refresh.adaptive=true", "logging.level.org.apache.catalina=OFF"));

	private final String title;

	private final Class<? extends Parts> parts;

	private final List<String> properties;

	Flavour(String title, Class<? extends Parts> parts, List<String> properties) {
		this.title = title;
		this.parts = parts;
		this.properties = properties;
	}

	String title() {
		return this.title;
	}

	Class<? extends Parts> parts() {
		return this.parts;
	}

	List<String> properties() {
		return this.properties;
	}

}
