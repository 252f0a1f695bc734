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
		String remedy = (facts.remedy() != null) ? " " + facts.remedy() : "";
		String reason = String.valueOf(facts.unreachable());
		return List.of(new Finding(FindingKind.UNREACHABLE, "Redis at " + facts.target().describe()
				+ " was not reached: " + reason + (reason.endsWith(".") ? "" : ".") + remedy));
	}

}
