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
import java.util.function.LongSupplier;

/**
 * Tells what is over, whatever becomes of the wall clock: it is never ahead of the time
 * that has passed since it was made. A wall clock that jumps forward would otherwise let
 * everything expire at once that this node alone remembers. What expires later than it
 * might, after a clock was put right, is held by bounds of its own. Immutable.
 */
public final class PatientClock extends Clock {

	private final Clock wall;

	private final LongSupplier nanoTime;

	private final long startMillis;

	private final long startNanos;

	/**
	 * A clock that begins with the wall clock's time.
	 * @param wall tells the time
	 */
	public PatientClock(Clock wall) {
		this(wall, System::nanoTime);
	}

	PatientClock(Clock wall, LongSupplier nanoTime) {
		this(wall, nanoTime, wall.millis(), nanoTime.getAsLong());
	}

	private PatientClock(Clock wall, LongSupplier nanoTime, long startMillis, long startNanos) {
		this.wall = wall;
		this.nanoTime = nanoTime;
		this.startMillis = startMillis;
		this.startNanos = startNanos;
	}

	@Override
	public long millis() {
		long passed = TimeUnit.NANOSECONDS.toMillis(this.nanoTime.getAsLong() - this.startNanos);
		return Math.min(this.wall.millis(), this.startMillis + passed);
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
		return new PatientClock(this.wall.withZone(zone), this.nanoTime, this.startMillis, this.startNanos);
	}

}
