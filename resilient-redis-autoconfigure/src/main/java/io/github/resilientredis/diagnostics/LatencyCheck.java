/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Whether answers come late, measured by how long the application waits.
 */
final class LatencyCheck extends NodeCheck {

	LatencyCheck() {
		super(FindingKind.LATENCY);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		NodeFacts.Latency latency = node.latency();
		double timeout = facts.settings().timeout().toMillis();
		if (latency == null || latency.p99Millis() <= timeout / 2) {
			return null;
		}
		return "Of " + latency.samples() + " answers of " + node.address() + ", 99 % took up to " + latency.p99Millis()
				+ " ms; 'timeout' is " + (long) timeout + " ms.";
	}

}
