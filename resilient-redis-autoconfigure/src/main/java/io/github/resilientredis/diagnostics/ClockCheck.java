/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Whether clocks differ by more than a second, beyond the uncertainty of the measurement.
 */
final class ClockCheck extends NodeCheck {

	static final long LIMIT_MILLIS = 1000;

	ClockCheck() {
		super(FindingKind.CLOCK_SKEW);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		NodeFacts.Clock clock = node.clock();
		if (clock == null || Math.abs(clock.skewMillis()) - clock.uncertaintyMillis() <= LIMIT_MILLIS) {
			return null;
		}
		return "The clock of " + node.address() + " is " + Math.round(Math.abs(clock.skewMillis())) + " ms "
				+ ((clock.skewMillis() > 0) ? "ahead of" : "behind") + " the clock here.";
	}

}
