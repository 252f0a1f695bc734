/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.github.resilientredis.guard.CallFeature;
import io.github.resilientredis.guard.CallObserver;
import io.github.resilientredis.guard.RedisOperation;

/**
 * How long Redis was waited for in the last five minutes, by feature.
 *
 * <p>
 * Each feature has a ring of five histograms, one for each minute, of logarithmic
 * buckets. Of the structures at hand this one is bounded (at most 9 KB a feature),
 * records without allocation or lock by one atomic increment, and forgets by dropping a
 * minute as a whole. HdrHistogram is finer than anybody needs here and takes a hundred
 * times the memory; Micrometer's own time window histograms would make the endpoint
 * depend on Micrometer, and clear their buckets while others count in them. All threads
 * count in the same buckets, which matters for durations of nanoseconds, not for round
 * trips.
 *
 * <p>
 * Only made where the endpoint is available. Thread-safe.
 */
public final class CallLatencies implements CallObserver {

	private static final CallFeature[] FEATURES = CallFeature.values();

	private final LatencyWindows[] windows = new LatencyWindows[FEATURES.length];

	/**
	 * Create it empty.
	 */
	public CallLatencies() {
		this(System::nanoTime);
	}

	CallLatencies(LongSupplier nanoTime) {
		for (int i = 0; i < this.windows.length; i++) {
			this.windows[i] = new LatencyWindows(nanoTime);
		}
	}

	@Override
	public void asked(RedisOperation operation, long nanos) {
		this.windows[CallFeature.of(operation).ordinal()].record(nanos);
	}

	/**
	 * The percentiles of each feature that asked Redis in the last five minutes.
	 * @return the percentiles by the feature's name in lower case
	 */
	public Map<String, LatencyPercentiles> read() {
		Map<String, LatencyPercentiles> percentiles = new TreeMap<>();
		for (CallFeature feature : FEATURES) {
			LatencyPercentiles read = this.windows[feature.ordinal()].read();
			if (read.count() > 0) {
				percentiles.put(feature.name().toLowerCase(Locale.ROOT), read);
			}
		}
		return percentiles;
	}

}
