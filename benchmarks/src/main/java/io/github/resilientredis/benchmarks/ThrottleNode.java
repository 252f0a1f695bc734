/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.throttle.GuardedThrottle;
import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottleSettings;

/**
 * An application with our throttle, put together as the auto-configuration does it.
 */
final class ThrottleNode implements Side {

	private final RecoveringJournal journal = RecoveringJournal.open(JournalSettings.defaults(),
			GuardSettings.defaults().keyPrefix(), Clock.systemUTC());

	private final ThrottlePart part;

	private final LettuceRedisGuard guard;

	private final GuardedThrottle throttle;

	private final String[] keys;

	ThrottleNode(RedisServer server, ThrottlePart part) {
		this.part = part;
		this.keys = IntStream.range(0, part.keys())
			.mapToObj((number) -> "user-number-" + number)
			.toArray(String[]::new);
		this.guard = Guards.on(BenchmarkRedis.address(server), this.journal);
		this.throttle = new GuardedThrottle(this.guard, this.journal,
				new ThrottleSettings(GuardSettings.defaults().keyPrefix(), 1, ThrottleSettings.DEFAULT_MAX_LOCAL_KEYS),
				List.of(part.limit()), Clock.systemUTC());
		this.throttle.afterPropertiesSet();
		Guards.await(this.guard, GuardState.AVAILABLE);
		IntStream.range(0, this.keys.length).forEach(this::ask);
		if (part.away()) {
			this.guard.forceOpen();
			Guards.await(this.guard, GuardState.FORCED_OPEN);
		}
		Guards.await("Not decided as it has to be: " + ask(0), () -> isExpected(ask(0)));
	}

	@Override
	public void perform(int index) {
		ThrottleDecision decision = ask(index);
		if (!isExpected(decision)) {
			throw new IllegalStateException(
					"Not " + this.part.outcome() + " by one of " + this.part.sources() + ": " + decision);
		}
	}

	private ThrottleDecision ask(int index) {
		return this.throttle.tryAcquire(this.part.limit().name(), this.keys[index]);
	}

	private boolean isExpected(ThrottleDecision decision) {
		return decision.outcome() == this.part.outcome() && this.part.sources().contains(decision.source());
	}

	@Override
	public void close() {
		this.throttle.destroy();
		this.guard.stop();
		this.journal.destroy();
	}

}
