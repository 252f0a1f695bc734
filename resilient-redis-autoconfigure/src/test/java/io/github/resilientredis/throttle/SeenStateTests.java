/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.Random;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.versioning.Versions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenStateTests {

	private static final long NOW = Duration.ofDays(20_000).toNanos();

	private final Random random = new Random(11);

	private final LimitShape shape = new LimitShape(ThrottleLimit.of("login", ThrottleRate.of(10, Duration.ofHours(1)),
			ThrottleRate.of(50, Duration.ofDays(1))));

	private final BucketStore store = new BucketStore(() -> NOW, Versions.getLatest(), LimitShape::timeToLive);

	@Test
	void nothingAndAnEmptyValueAreNoBucket() {
		assertThat(SeenState.of(null)).isSameAs(SeenState.NOTHING);
		assertThat(SeenState.of(new byte[0])).isSameAs(SeenState.NOTHING);
	}

	@Test
	void whatIsNoBucketIsRefusedAsTheCallerExpects() {
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[1 + this.random.nextInt(200)];
			this.random.nextBytes(bytes);
			refused += isRefused(bytes) ? 1 : 0;
		}
		assertThat(refused).isGreaterThan(19_000);
	}

	@Test
	void aDamagedBucketIsRefusedOrDecidedAsAnyOther() {
		BucketEntry entry = new BucketEntry(null);
		entry.set(this.shape.full(NOW));
		byte[] whole = this.store.bytes(entry);
		for (int i = 0; i < 50_000; i++) {
			byte[] bytes = whole.clone();
			for (int damage = this.random.nextInt(3); damage >= 0; damage--) {
				bytes[this.random.nextInt(bytes.length)] = (byte) this.random.nextInt(256);
			}
			isRefused(bytes);
		}
	}

	/** Anything but an exception that is handled would leave callers waiting. */
	private boolean isRefused(byte[] bytes) {
		try {
			RemoteBucketState state = SeenState.of(bytes).copy();
			assertThat(state).isNotNull();
			Verdict.rejected(this.shape.refilled(state, NOW).getState(), NOW, 1);
			return false;
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

}
