/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.resilientredis.sample.soak.History.Cut;

/**
 * A limit and what was admitted by it, on all nodes together. Within any time that is at
 * most the burst, what the rate gives, and for each node that was cut off meanwhile its
 * share of both; nobody can say which of several clients was first, so each may be one
 * ahead.
 * <p>
 * Shared state: a queue of moments, written by the clients.
 */
final class Limit {

	private final Queue<Long> admitted = new ConcurrentLinkedQueue<>();

	private final String name;

	private final int burst;

	private final int perMinute;

	private final int nodes;

	private final History history;

	Limit(String name, int burst, int perMinute, int nodes, History history) {
		this.name = name;
		this.burst = burst;
		this.perMinute = perMinute;
		this.nodes = nodes;
		this.history = history;
	}

	void admitted() {
		this.admitted.add(this.history.now());
	}

	int count() {
		return this.admitted.size();
	}

	/** What the rate gives in a time. */
	double given(long nanos) {
		return this.perMinute * (nanos / 60e9);
	}

	/**
	 * How far the worst stretch of time is beyond what it may have, negative if none is.
	 * A share of the burst counts once for each node: it has it again only when the
	 * bucket is full again.
	 */
	double excess() {
		List<Cut> cuts = this.history.cuts();
		double bound = 2.0 * this.burst + this.nodes;
		double level = 0;
		double worst = 0;
		long before = 0;
		for (long moment : this.admitted.stream().sorted().toList()) {
			double allowed = given(moment - before);
			for (Cut cut : cuts) {
				allowed += given(Math.max(0, Math.min(cut.to(), moment) - Math.max(cut.from(), before))) / this.nodes;
			}
			level = Math.max(0, level - allowed) + 1;
			worst = Math.max(worst, level);
			before = moment;
		}
		return worst - bound;
	}

	@Override
	public String toString() {
		return this.name + ", " + this.perMinute + " a minute and " + this.burst + " at once";
	}

}
