/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Durations of the last minutes: a ring of histograms, one for each minute.
 *
 * <p>
 * A slot of the ring is replaced by whoever first records in a new minute, by comparison,
 * so nothing is lost to a race but what a thread that was held up for minutes records
 * into a histogram that is out already. Nobody else writes a slot; readers leave out what
 * is too old.
 */
final class LatencyWindows {

	static final Duration KEPT = Duration.ofMinutes(5);

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private static final int SLOTS = (int) KEPT.toMinutes();

	private final AtomicReferenceArray<@Nullable Window> ring = new AtomicReferenceArray<>(SLOTS);

	private final LongSupplier nanoTime;

	private final long start;

	LatencyWindows(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
	}

	void record(long nanos) {
		long minute = minute();
		int slot = (int) (minute % SLOTS);
		Window window = this.ring.get(slot);
		if (window == null || window.minute < minute) {
			Window next = new Window(minute, new LatencyHistogram());
			Window witness = this.ring.compareAndExchange(slot, window, next);
			window = (witness == window || witness == null) ? next : witness;
		}
		window.histogram.record(nanos);
	}

	LatencyPercentiles read() {
		long oldest = minute() - SLOTS + 1;
		long[] sums = LatencyHistogram.sums();
		for (int i = 0; i < SLOTS; i++) {
			Window window = this.ring.get(i);
			if (window != null && window.minute >= oldest) {
				window.histogram.addTo(sums);
			}
		}
		return LatencyPercentiles.of(sums);
	}

	private long minute() {
		return (this.nanoTime.getAsLong() - this.start) / MINUTE;
	}

	/** What was recorded in one minute. */
	private record Window(long minute, LatencyHistogram histogram) {

	}

}
