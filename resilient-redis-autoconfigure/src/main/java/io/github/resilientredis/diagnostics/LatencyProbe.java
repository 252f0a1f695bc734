/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How fast a server answers: pings and reads of a key that is not there, by turns and one
 * after another, so that each measures a whole round trip.
 */
final class LatencyProbe {

	private static final int SAMPLES = 100;

	private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final byte[] KEY = { 'd' };

	private LatencyProbe() {
	}

	static NodeFacts.@Nullable Latency measure(Node node, boolean ofWholeCluster) {
		List<Long> nanos = new ArrayList<>();
		long begin = System.nanoTime();
		for (int i = 0; i < SAMPLES && System.nanoTime() - begin < MAX_NANOS; i++) {
			// In a Cluster the key could be another node's.
			boolean ping = ofWholeCluster || i % 2 == 0;
			Question question = ping ? Question.of("PING") : Question.of("GET").key(KEY);
			long sent = System.nanoTime();
			Answer answer = node.ask(question);
			if (answer.silent()) {
				return null;
			}
			nanos.add(System.nanoTime() - sent);
		}
		return of(nanos);
	}

	static NodeFacts.@Nullable Latency of(List<Long> nanos) {
		if (nanos.isEmpty()) {
			return null;
		}
		List<Long> sorted = new ArrayList<>(nanos);
		Collections.sort(sorted);
		return new NodeFacts.Latency(sorted.size(), percentile(sorted, 50), percentile(sorted, 99),
				millis(sorted.get(sorted.size() - 1)));
	}

	/** The smallest sample that this share of all samples does not exceed. */
	private static double percentile(List<Long> sorted, int percent) {
		int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
		return millis(sorted.get(Math.max(0, rank - 1)));
	}

	static double millis(long nanos) {
		return Math.round(nanos / 10_000.0) / 100.0;
	}

}
