/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether keys that should go away will.
 */
final class TimeToLiveCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		List<Finding> findings = new ArrayList<>();
		for (NodeFacts node : facts.nodes()) {
			for (NodeFacts.Kind kind : NodeFacts.Keys.kindsOf(node.keys())) {
				if (kind.withoutTimeToLive() > 0) {
					findings
						.add(new Finding(FindingKind.NO_TIME_TO_LIVE, kind.withoutTimeToLive() + " of " + kind.sampled()
								+ " sampled " + kind.name() + " keys of " + node.address() + " have no time to live."));
				}
			}
		}
		return findings;
	}

}
