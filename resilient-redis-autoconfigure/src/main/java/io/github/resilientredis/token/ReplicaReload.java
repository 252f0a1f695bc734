/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Clock;
import java.util.List;

/**
 * Reads all revocations from Redis, page by page. Pages go by score: places would shift
 * when others remove what is long past, and hide what moved into a page already read.
 * What is added behind the page under way is heard of; where the page ends among equal
 * scores, these are read again.
 *
 * <p>
 * Used by the thread of the upkeep alone.
 */
final class ReplicaReload {

	static final int PAGE = 1000;

	private final TokenReplica replica;

	private final TokenRedis redis;

	private final Clock clock;

	private boolean begun;

	private long gaps;

	private long begunAt;

	private int at;

	private long from;

	private int size;

	ReplicaReload(TokenReplica replica, TokenRedis redis, Clock clock) {
		this.replica = replica;
		this.redis = redis;
		this.clock = clock;
	}

	/** When the last one began, in milliseconds since the epoch; 0 before the first. */
	long begunAt() {
		return this.begunAt;
	}

	/**
	 * Read a page. If that fails, the next call tries the same again, unless something
	 * was missed meanwhile.
	 * @return whether there is more to read
	 */
	boolean step() {
		if (!this.begun || this.gaps != this.replica.gaps()) {
			begin();
		}
		RevocationSet set = this.replica.sets().get(this.at);
		List<Revocation> page = this.redis.page(set, this.from, this.size);
		page.forEach(this.replica::learn);
		if (this.replica.isOverflowed()) {
			this.begun = false;
			return false;
		}
		if (page.size() < this.size) {
			return next();
		}
		long last = page.get(page.size() - 1).score();
		this.size = (last == this.from) ? Math.multiplyExact(this.size, 2) : PAGE;
		this.from = last;
		return true;
	}

	private void begin() {
		this.begun = true;
		this.gaps = this.replica.gaps();
		this.begunAt = this.clock.millis();
		beginSet(0);
	}

	private void beginSet(int number) {
		this.at = number;
		this.from = this.replica.sets().get(number).liveFrom();
		this.size = PAGE;
	}

	private boolean next() {
		if (this.at + 1 < this.replica.sets().size()) {
			beginSet(this.at + 1);
			return true;
		}
		this.begun = false;
		this.replica.loaded(this.gaps, this.begunAt);
		return !this.replica.isComplete();
	}

}
