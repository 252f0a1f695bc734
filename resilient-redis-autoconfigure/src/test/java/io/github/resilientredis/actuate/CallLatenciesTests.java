/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;
import io.github.resilientredis.guard.RedisOperation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallLatenciesTests {

	private static final RedisOperation GET = RedisOperation.idempotent("cache.get");

	private static final int CALLS = 200_000;

	private final AtomicLong now = new AtomicLong(-5_000);

	private final CallLatencies latencies = new CallLatencies(this.now::get);

	@Test
	void percentilesAreAtMostAnEighthTooLongAndNeverTooShort() {
		Random random = new Random(7);
		long[] nanos = LongStream.generate(() -> (long) Math.pow(10, 4 + 5 * random.nextDouble()))
			.limit(10_000)
			.toArray();
		for (long each : nanos) {
			this.latencies.asked(GET, each);
		}
		long[] sorted = LongStream.of(nanos).sorted().toArray();
		LatencyPercentiles read = cached(this.latencies);
		assertThat(read.count()).isEqualTo(nanos.length);
		assertWithinAnEighth(read.p50(), sorted[4_999]);
		assertWithinAnEighth(read.p95(), sorted[9_499]);
		assertWithinAnEighth(read.p99(), sorted[9_899]);
		assertWithinAnEighth(read.max(), sorted[9_999]);
	}

	private static void assertWithinAnEighth(double millis, long nanos) {
		double exact = nanos / 1e6;
		assertThat(millis).isBetween(exact, exact * 1.125 + 1e-6);
	}

	@Test
	void whatIsOutOfRangeFallsIntoTheOutermostBuckets() {
		for (long nanos : new long[] { Long.MIN_VALUE, -1, 0, 1, 1023 }) {
			this.latencies.asked(GET, nanos);
		}
		assertThat(cached(this.latencies).max()).isLessThan(0.002);
		this.latencies.asked(GET, Long.MAX_VALUE);
		assertThat(cached(this.latencies).max()).isGreaterThan(60_000);
	}

	@Test
	void minutesAreForgottenOneByOne() {
		long minute = TimeUnit.MINUTES.toNanos(1);
		for (int i = 0; i < 5; i++) {
			this.latencies.asked(GET, 1_000_000);
			this.now.addAndGet(minute);
		}
		for (int kept = 4; kept > 0; kept--) {
			assertThat(cached(this.latencies).count()).isEqualTo(kept);
			this.now.addAndGet(minute);
		}
		assertThat(this.latencies.read()).isEmpty();
		this.latencies.asked(GET, 1_000_000);
		assertThat(cached(this.latencies).count()).isEqualTo(1);
	}

	@Test
	void featuresAreToldApart() {
		this.latencies.asked(GET, 1);
		this.latencies.asked(RedisOperation.once("plan.find"), 1);
		assertThat(this.latencies.read()).containsOnlyKeys("cache", "application");
	}

	@Test
	void nothingIsLostToThreadsThatRecordAtTheSameTime() {
		IntStream.range(0, 8).parallel().forEach((thread) -> {
			for (int i = 0; i < 10_000; i++) {
				this.latencies.asked(GET, i);
				// Within the five minutes that are kept.
				this.now.addAndGet(Duration.ofMillis(2).toNanos());
			}
		});
		assertThat(cached(this.latencies).count()).isEqualTo(80_000);
	}

	@Test
	void recordingAllocatesNothing() {
		CallLatencies real = new CallLatencies();
		record(real);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		record(real);
		double each = (double) (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
		assertThat(each).as("bytes for each record").isLessThan(1);
		assertThat(cached(real).count()).isEqualTo(2 * CALLS);
	}

	private static LatencyPercentiles cached(CallLatencies latencies) {
		LatencyPercentiles read = latencies.read().get("cache");
		assertThat(read).isNotNull();
		return read;
	}

	private static void record(CallLatencies latencies) {
		for (int i = 0; i < CALLS; i++) {
			latencies.asked(GET, i * 100L);
		}
	}

}
