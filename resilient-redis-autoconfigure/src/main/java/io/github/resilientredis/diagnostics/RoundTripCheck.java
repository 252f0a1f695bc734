/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether entries and sessions can be written, read and removed.
 */
final class RoundTripCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		List<Finding> findings = new ArrayList<>();
		Facts.RoundTrip cache = facts.cache();
		if (cache != null && !cache.works()) {
			findings.add(new Finding(FindingKind.CACHE_ROUND_TRIP,
					Finding.sentence("Writing, reading and removing a cache entry failed: " + cache.problem())));
		}
		Facts.RoundTrip session = facts.session();
		if (session != null && !session.works()) {
			findings.add(new Finding(FindingKind.SESSION_ROUND_TRIP,
					Finding.sentence("Writing, reading and removing a session failed: " + session.problem())));
		}
		return findings;
	}

}
