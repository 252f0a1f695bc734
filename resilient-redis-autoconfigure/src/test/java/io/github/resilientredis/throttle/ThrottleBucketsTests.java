/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleBucketsTests {

	private static final long NOW = Duration.ofDays(20_000).toNanos();

	private static final int MOST = 100;

	private final LimitShape shape = new LimitShape(ThrottleLimit.of("login", ThrottleRate.of(6, Duration.ofHours(1))));

	private final ThrottleBuckets buckets = new ThrottleBuckets(new ThrottleNode("test:", "node", () -> NOW, () -> 3),
			MOST);

	@Test
	void noMoreKeysAreKeptThanTwiceTheBound() {
		for (int i = 0; i < 50 * MOST; i++) {
			useUp("key-" + i);
		}
		assertThat(ahead()).isBetween(MOST, 2 * MOST);
	}

	@Test
	void aKeyWhoseShareIsUsedUpOutlivesThoseThatAreNot() {
		useUp("alice");
		for (int i = 0; i < 50 * MOST; i++) {
			assertThat(take("key-" + i)).isTrue();
		}
		assertThat(take("alice")).isFalse();
		assertThat(ahead()).isLessThanOrEqualTo(MOST + 1);
	}

	@Test
	void aKeyIsFoundAgainHoweverOftenItIsPushedOut() {
		useUp("alice");
		for (int i = 0; i < 50 * MOST; i++) {
			take("key-" + i);
			if (i % MOST == 0) {
				assertThat(take("alice")).isFalse();
			}
		}
	}

	private void useUp(String key) {
		assertThat(take(key)).isTrue();
		assertThat(take(key)).isTrue();
		assertThat(take(key)).isFalse();
	}

	private boolean take(String key) {
		return this.buckets.get(this.shape, key).untold().giveOut(1, NOW, 3).admitted();
	}

	private int ahead() {
		AtomicInteger count = new AtomicInteger();
		this.buckets.ahead().forEachRemaining((bucket) -> count.incrementAndGet());
		return count.get();
	}

}
