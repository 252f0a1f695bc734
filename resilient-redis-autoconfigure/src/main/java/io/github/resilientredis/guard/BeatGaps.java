/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.TreeSet;

/**
 * Finds out that a subscription lost something without being interrupted: a beat that
 * Redis has taken was not heard, but a later one was. That cannot happen while the guard
 * and the subscription talk to the same server, but it can after a failover that left the
 * subscription with the old master, and between the nodes of a Cluster.
 *
 * <p>
 * A beat that Redis did not acknowledge may be missing. Confined to the thread that calls
 * the listeners; remembers {@value #MAX} beats at most.
 */
final class BeatGaps {

	private static final int MAX = 64;

	private final TreeSet<Long> skipped = new TreeSet<>();

	private final TreeSet<Long> acknowledged = new TreeSet<>();

	private long last;

	/**
	 * Begin with a subscription.
	 * @param before the last beat sent before it
	 */
	BeatGaps(long before) {
		this.last = before;
	}

	/**
	 * A beat was heard.
	 * @param number its number
	 * @return whether one before it is now known to be lost
	 */
	boolean heard(long number) {
		if (number <= this.last) {
			this.skipped.remove(number);
			return false;
		}
		boolean lost = !this.acknowledged.headSet(number).isEmpty();
		this.acknowledged.headSet(number, true).clear();
		for (long beat = Math.max(this.last + 1, number - MAX); beat < number; beat++) {
			remember(this.skipped, beat);
		}
		this.last = number;
		return lost;
	}

	/**
	 * Redis has taken a beat.
	 * @param number its number
	 * @return whether it is now known to be lost
	 */
	boolean acknowledged(long number) {
		if (number <= this.last) {
			return this.skipped.remove(number);
		}
		remember(this.acknowledged, number);
		return false;
	}

	private static void remember(TreeSet<Long> beats, long number) {
		beats.add(number);
		if (beats.size() > MAX) {
			beats.pollFirst();
		}
	}

}
