/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.List;

/**
 * How the nodes are configured: so that what they remember is bounded, and those bounds
 * are reached while they warm up. What is remembered for a time is so for at most two
 * minutes.
 */
final class Settings {

	/** Longer than all pauses of the load, shorter than the warming up. */
	static final Duration SESSION_LIFE = Duration.ofSeconds(90);

	static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

	static final int DEMO_BURST = 20;

	static final int DEMO_PER_MINUTE = 120;

	static final int LOGIN_BURST = 8;

	static final int LOGIN_PER_MINUTE = 30;

	private Settings() {
	}

	static List<String> arguments(Database database, RatesSource rates) {
		return List.of("--spring.datasource.url=" + database.url(), "--spring.datasource.username=sa",
				// As many connections and threads from the start as there can be.
				"--spring.datasource.hikari.maximum-pool-size=6", "--spring.datasource.hikari.minimum-idle=6",
				"--server.tomcat.threads.max=24", "--server.tomcat.threads.min-spare=24",
				"--server.servlet.session.timeout=" + SESSION_LIFE.toSeconds() + "s",
				"--sample.tokens.signing-key=the-same-for-both-nodes-and-long-enough",
				"--sample.tokens.access-token-time-to-live=" + TOKEN_LIFE.toSeconds() + "s",
				"--sample.tokens.refresh-token-time-to-live=" + TOKEN_LIFE.toSeconds() + "s",
				"--sample.rates.url=" + rates.url(), "--sample.rates.timeout=10s", "--sample.events.max-entries=50",
				// Fewer than register in the meantime, and more than have to be found
				// again.
				"--resilient-redis.users.max-local=60",
				// A quarter of it is for what was written lately.
				"--resilient-redis.journal.max-size=2MB", rate("demo", DEMO_PER_MINUTE), burst("demo", DEMO_BURST),
				rate("login", LOGIN_PER_MINUTE), burst("login", LOGIN_BURST), rate("registration", 10_000),
				burst("registration", 10_000), "--management.endpoints.web.exposure.include=health,caches");
	}

	private static String rate(String name, int perMinute) {
		return "--resilient-redis.throttle.limits." + name + ".rate=" + perMinute + "/1m";
	}

	private static String burst(String name, int burst) {
		return "--resilient-redis.throttle.limits." + name + ".burst=" + burst;
	}

}
