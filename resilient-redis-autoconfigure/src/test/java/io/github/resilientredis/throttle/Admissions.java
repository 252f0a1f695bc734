/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.Arrays;
import java.util.List;

/**
 * What was admitted when, and how much may have been. Times are those of
 * {@link System#nanoTime()}.
 */
final class Admissions {

	private final ThrottleRate rate;

	private final int nodes;

	private final long start;

	private final long[] times;

	/**
	 * Of one run.
	 * @param rate what was allowed, of which the bucket was full at the start
	 * @param nodes how many shared it
	 * @param times when something was admitted, in any order
	 */
	Admissions(ThrottleRate rate, int nodes, long start, long[] times) {
		this.rate = rate;
		this.nodes = nodes;
		this.start = start;
		this.times = times.clone();
		Arrays.sort(this.times);
	}

	int count() {
		return this.times.length;
	}

	int count(Span span) {
		return (int) Arrays.stream(this.times).filter((time) -> time >= span.begin() && time < span.end()).count();
	}

	/** What the limit had allowed from the start up to a moment. */
	double allowed(long until) {
		return this.rate.burst() + perNano() * (until - this.start);
	}

	/** What it allows in a time to those who took so much before. */
	double left(Span span) {
		return allowed(span.end()) - count(new Span(Long.MIN_VALUE, span.begin()));
	}

	/** The same, without what they left before. */
	double leftOfRate(Span span) {
		return Math.min(perNano() * span.length(), left(span));
	}

	/** By how much they were ahead of the limit at a moment. */
	double ahead(long time) {
		return count(new Span(Long.MIN_VALUE, time)) - allowed(time);
	}

	/**
	 * By how much the window that exceeds its bound the most does so, negative if none
	 * does: the burst, what the rate gives in that time, and for each node that was cut
	 * off in it a part of its share.
	 * @param burst how much of a node's share of the burst it may have had
	 * @param cuts when a node was cut off
	 */
	double excess(double burst, List<Cut> cuts) {
		double worst = Double.NEGATIVE_INFINITY;
		for (int from = 0; from < this.times.length; from++) {
			for (int to = from; to < this.times.length; to++) {
				Span window = new Span(this.times[from], this.times[to]);
				double bound = this.rate.burst() + perNano() * window.length() + shares(burst, cuts, window);
				worst = Math.max(worst, to - from + 1 - bound);
			}
		}
		return worst;
	}

	private double shares(double burst, List<Cut> cuts, Span window) {
		boolean[] cut = new boolean[this.nodes];
		double shares = 0;
		for (Cut one : cuts) {
			long overlap = one.span().overlap(window);
			if (overlap > 0) {
				shares += cut[one.node()] ? 0 : burst * this.rate.burst() / this.nodes;
				shares += perNano() * overlap / this.nodes;
				cut[one.node()] = true;
			}
		}
		return shares;
	}

	private double perNano() {
		return (double) this.rate.permits() / this.rate.period().toNanos();
	}

	/**
	 * From one moment to another.
	 *
	 * @param begin inclusive
	 * @param end exclusive
	 */
	record Span(long begin, long end) {

		long length() {
			return this.end - this.begin;
		}

		long overlap(Span other) {
			return Math.max(0, Math.min(this.end, other.end) - Math.max(this.begin, other.begin));
		}

	}

	/**
	 * A node was away from Redis.
	 *
	 * @param node its number
	 * @param span from the fault's first moment until the node had told Redis
	 */
	record Cut(int node, Span span) {

	}

}
