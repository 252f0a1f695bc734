/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Follows the wall clock, by which nodes agree, but never goes back: what was written
 * with a time that has become the future would count as newest, and stand still, until
 * then. When the wall clock is put back by more than a second, time passes at a given
 * pace until the wall clock has caught up; a smaller step back stops it so long.
 *
 * <p>
 * The fields are written under the lock. Readers who find the wall clock where they left
 * it do without.
 */
public final class ForwardClock extends Clock {

	private static final long HELD_MILLIS = 1000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Clock wall;

	private final LongSupplier nanoTime;

	private final int percent;

	private volatile long millis;

	/** When time was last moved on without the wall clock; {@code null} if it was. */
	private volatile @Nullable Long movedOn;

	/**
	 * A clock that begins with the wall clock's time.
	 * @param wall tells the time
	 * @param percent the pace while the wall clock is behind, of 100
	 */
	public ForwardClock(Clock wall, int percent) {
		this(wall, percent, System::nanoTime);
	}

	ForwardClock(Clock wall, int percent, LongSupplier nanoTime) {
		Assert.isTrue(percent > 0 && percent <= 100, "'percent' must be between 1 and 100");
		this.wall = wall;
		this.percent = percent;
		this.nanoTime = nanoTime;
		this.millis = wall.millis();
	}

	@Override
	public long millis() {
		long now = this.wall.millis();
		return (now == this.millis && this.movedOn == null) ? now : advance(now);
	}

	private long advance(long now) {
		this.lock.lock();
		try {
			if (now >= this.millis) {
				this.movedOn = null;
				this.millis = now;
			}
			else if (this.millis - now > HELD_MILLIS) {
				moveOn();
			}
			return this.millis;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** By whole milliseconds; what is left of one counts next time. */
	private void moveOn() {
		long nanos = this.nanoTime.getAsLong();
		Long before = this.movedOn;
		if (before == null) {
			this.movedOn = nanos;
			return;
		}
		long passed = TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos - before)) * this.percent / 100;
		if (passed > 0) {
			this.millis += passed;
			this.movedOn = before + TimeUnit.MILLISECONDS.toNanos(passed) * 100 / this.percent;
		}
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(millis());
	}

	@Override
	public ZoneId getZone() {
		return this.wall.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return new ForwardClock(this.wall.withZone(zone), this.percent, this.nanoTime);
	}

}
