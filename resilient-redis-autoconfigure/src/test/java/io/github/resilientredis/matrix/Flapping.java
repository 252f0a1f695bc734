/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.testkit.RedisProxy;

/**
 * Takes the way to Redis away and gives it back, again and again.
 */
final class Flapping {

	private static final Duration GONE = Duration.ofMillis(200);

	private static final Duration PERIOD = Duration.ofMillis(500);

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	void begin(RedisProxy proxy) {
		this.thread.scheduleAtFixedRate(proxy::refuse, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
		this.thread.scheduleAtFixedRate(proxy::pass, GONE.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	void end(RedisProxy proxy) {
		this.thread.shutdownNow();
		try {
			if (!this.thread.awaitTermination(5, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The proxy does not return");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		proxy.pass();
	}

}
