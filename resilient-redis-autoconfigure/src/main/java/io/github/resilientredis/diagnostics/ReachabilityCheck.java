/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

/**
 * Whether Redis was reached.
 */
final class ReachabilityCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		if (facts.isReachable()) {
			return List.of();
		}
		String problem = Finding
			.sentence("Redis at " + facts.target().describe() + " was not reached: " + facts.unreachable());
		return List.of(new Finding(FindingKind.UNREACHABLE,
				(facts.remedy() != null) ? problem + " " + facts.remedy() : problem));
	}

}
