/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What was loaded into the cache of rates, read from it, and cleared, and whether that
 * may be. A value is in the cache when the call that loaded it has been answered; of
 * calls that waited for the same load the last one counts. A clear ends it for certain if
 * it was invoked after that, at once on the node that loaded and cleared, and on all
 * nodes when everything is settled. A node that was not cut off may serve it until then,
 * as is documented.
 * <p>
 * Shared state: queues, written by the clients and the source.
 */
final class RatesHistory {

	private final Map<Long, Loaded> loads = new ConcurrentHashMap<>();

	private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

	private final Queue<Clear> clears = new ConcurrentLinkedQueue<>();

	private final History history;

	RatesHistory(History history) {
		this.history = history;
	}

	void loaded(int node, String base, long number) {
		this.loads.put(number, new Loaded(node, base, this.history.now()));
	}

	void read(int node, String base, long number, long invoked, boolean settled) {
		this.reads.add(new Read(node, base, number, invoked, this.history.now(), settled));
	}

	void cleared(int node, long invoked) {
		this.clears.add(new Clear(node, invoked, this.history.now()));
	}

	/** Takes down what must not have been read; to be called once, when all is over. */
	void check() {
		Map<Long, List<Read>> byNumber = new ConcurrentHashMap<>();
		this.reads.forEach((read) -> byNumber.computeIfAbsent(read.number, (key) -> new ArrayList<>()).add(read));
		byNumber.forEach(this::check);
	}

	private void check(long number, List<Read> all) {
		Loaded load = this.loads.get(number);
		if (load == null) {
			all.forEach((read) -> violated("invented value", read, "nobody loaded it"));
			return;
		}
		long cached = all.stream()
			.filter((read) -> read.node == load.node && read.invoked <= load.at && read.responded >= load.at)
			.mapToLong(Read::responded)
			.max()
			.orElse(Long.MAX_VALUE);
		long deadEverywhere = dead(cached, -1);
		long deadHere = dead(cached, load.node);
		for (Read read : all) {
			if (!read.base.equals(load.base)) {
				violated("another key's value", read, "it is one of " + load.base);
			}
			if (read.settled && read.invoked > deadEverywhere) {
				violated("dead value read after the recovery", read, "cleared at " + deadEverywhere);
			}
			if (read.node == load.node && read.invoked > deadHere) {
				violated("dead value read on the node that cleared it", read, "cleared at " + deadHere);
			}
		}
	}

	/** When a clear had ended it for certain, on one node or on any. */
	private long dead(long cached, int node) {
		return this.clears.stream()
			.filter((clear) -> clear.invoked > cached && (node < 0 || clear.node == node))
			.mapToLong(Clear::responded)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	private void violated(String rule, Read read, String why) {
		this.history.violated(rule, "rates of " + read.base, read + ": " + why);
	}

	/** How many reads were answered from the cache. */
	int hits() {
		return this.reads.size() - this.loads.size();
	}

	int settledReads() {
		return (int) this.reads.stream().filter(Read::settled).count();
	}

	int clears() {
		return this.clears.size();
	}

	private record Loaded(int node, String base, long at) {
	}

	private record Read(int node, String base, long number, long invoked, long responded, boolean settled) {
	}

	private record Clear(int node, long invoked, long responded) {
	}

}
