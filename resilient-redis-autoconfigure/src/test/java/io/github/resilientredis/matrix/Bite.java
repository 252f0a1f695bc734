/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;

import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;

/**
 * Shows that a fault hurts a client without a guard.
 */
final class Bite {

	private static final Duration LATE = Duration.ofMillis(250);

	private Bite() {
	}

	/** Returns as soon as it was hurt; a fault that comes and goes takes a while. */
	static void prove(Effect effect, UnguardedClient client) {
		Awaitility.await("the fault's bite")
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.atMost(Duration.ofSeconds(5))
			.until(() -> isHurt(effect, client));
	}

	private static boolean isHurt(Effect effect, UnguardedClient client) {
		long start = System.nanoTime();
		try {
			if (effect == Effect.WRITES_REFUSED) {
				client.set("matrix:bite", "x");
			}
			else {
				client.get("matrix:bite");
			}
			return effect == Effect.LATE && System.nanoTime() - start > LATE.toNanos();
		}
		catch (RuntimeException ex) {
			return effect != Effect.LATE;
		}
	}

}
