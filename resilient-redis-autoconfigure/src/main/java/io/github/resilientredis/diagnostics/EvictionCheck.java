/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the server may evict what must not be lost.
 */
final class EvictionCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		if (!facts.hasSessions() && !facts.hasRevocations()) {
			return List.of();
		}
		return facts.nodes().stream().flatMap((node) -> finding(node, facts).stream()).toList();
	}

	private static Optional<Finding> finding(NodeFacts node, Facts facts) {
		NodeFacts.Memory memory = node.memory();
		String policy = (memory != null && memory.evictionPolicy() != null) ? memory.evictionPolicy() : "";
		if (policy.toLowerCase(Locale.ROOT).startsWith("allkeys-")) {
			return Optional.of(new Finding(FindingKind.EVICTION, "The eviction policy of " + node.address() + " is "
					+ policy + ", and " + what(facts) + " are kept there."));
		}
		if (policy.startsWith("volatile-") && facts.hasSessions()) {
			return Optional.of(new Finding(FindingKind.EVICTION_OF_EXPIRING_KEYS,
					"The eviction policy of " + node.address() + " is " + policy + ", and sessions are kept there."));
		}
		return Optional.empty();
	}

	private static String what(Facts facts) {
		return !facts.hasRevocations() ? "sessions"
				: facts.hasSessions() ? "sessions and revoked tokens" : "revoked tokens";
	}

}
