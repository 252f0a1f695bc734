/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured of one shop. Written and read by one thread.
 */
final class Results {

	private final List<Start> starts = new ArrayList<>();

	private final List<Recording> healthy = new ArrayList<>();

	private final List<Saturated> saturated = new ArrayList<>();

	private final Map<Fault, Outage> outages = new EnumMap<>(Fault.class);

	List<Start> starts() {
		return this.starts;
	}

	List<Recording> healthyTurns() {
		return this.healthy;
	}

	List<Saturated> saturated() {
		return this.saturated;
	}

	Map<Fault, Outage> outages() {
		return this.outages;
	}

	Outage outage(Fault fault) {
		return Objects.requireNonNull(this.outages.get(fault));
	}

	Window healthy() {
		return this.healthy.stream().map(Recording::all).reduce(Window::and).orElseThrow();
	}

	Window healthy(Kind kind) {
		return this.healthy.stream().map((turn) -> turn.of(kind)).reduce(Window::and).orElseThrow();
	}

	Window lag() {
		return this.healthy.stream().map(Recording::lag).reduce(Window::and).orElseThrow();
	}

	double perSecond() {
		return Medians.of(this.saturated, Saturated::perSecond);
	}

	double cpu(ToDoubleFunction<CpuTime> share) {
		return Medians.of(this.saturated, (turn) -> share.applyAsDouble(turn.cpu()));
	}

	double startUp() {
		return Medians.of(this.starts, Start::millis);
	}

	double heap() {
		return Medians.of(this.starts, Start::megabytes);
	}

}
