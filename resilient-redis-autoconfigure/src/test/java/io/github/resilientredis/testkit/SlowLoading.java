/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;

/**
 * Makes the next start of a server take its time. A loading server looks at its
 * connections once for every two megabytes (a fixed number before Redis 7), and can be
 * told to pause after each key; so values of that size are saved with the data. They have
 * expired when the server reads them, so it drops them and ends with the data it had.
 */
final class SlowLoading {

	private static final Duration PAUSE = Duration.ofMillis(80);

	private static final int MAX_VALUES = 64;

	private static final int VALUE_SIZE = 2 * 1024 * 1024;

	private final AdminConnection admin;

	private final Clock clock = Clock.systemUTC();

	SlowLoading(AdminConnection admin) {
		this.admin = admin;
	}

	/**
	 * Saves the data and the values that delay it.
	 * @return the command line arguments of the next start
	 */
	List<String> prepare(Duration atLeast) {
		int values = (int) Math.min(MAX_VALUES, atLeast.dividedBy(PAUSE) + 1);
		this.admin.command("CONFIG", "SET", "rdbcompression", "no");
		long keys = Long.parseLong(String.valueOf(this.admin.command("DBSIZE"))) + values;
		Instant expired = save(values);
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.clock.instant().isAfter(expired));
		// The first pause passes unseen: nothing is answered before its end.
		long pauseMicros = atLeast.plus(PAUSE).dividedBy(Math.max(1, keys - 1)).toNanos() / 1000 + 1;
		return List.of("--key-load-delay", String.valueOf(pauseMicros));
	}

	private Instant save(int values) {
		for (Duration life = Duration.ofMillis(400);; life = life.multipliedBy(2)) {
			Instant expiry = this.clock.instant().plus(life);
			for (int i = 0; i < values; i++) {
				String key = "test-kit:slow-loading:" + i;
				this.admin.command("SETRANGE", key, String.valueOf(VALUE_SIZE - 1), "x");
				this.admin.command("PEXPIREAT", key, String.valueOf(expiry.toEpochMilli()));
			}
			this.admin.command("SAVE");
			if (this.clock.instant().isBefore(expiry)) {
				return expiry.plusMillis(1);
			}
		}
	}

}
