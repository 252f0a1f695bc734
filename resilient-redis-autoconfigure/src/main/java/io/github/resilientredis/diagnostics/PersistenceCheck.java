/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;
import java.util.Optional;

/**
 * Whether what must not be lost survives the end of the server.
 */
final class PersistenceCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		return facts.nodes().stream().flatMap((node) -> finding(node, facts).stream()).toList();
	}

	private static Optional<Finding> finding(NodeFacts node, Facts facts) {
		NodeFacts.Persistence persistence = node.persistence();
		if (persistence == null) {
			return Optional.empty();
		}
		if (persistence.failing()) {
			return Optional.of(new Finding(FindingKind.PERSISTENCE_FAILING,
					node.address() + " could not write its data to its disk the last time it tried."));
		}
		boolean none = Boolean.FALSE.equals(persistence.snapshots()) && Boolean.FALSE.equals(persistence.appendOnly());
		boolean matters = facts.hasSessions() || facts.hasRevocations();
		return (none && matters)
				? Optional.of(new Finding(FindingKind.NO_PERSISTENCE,
						node.address() + " writes nothing to its disk, and "
								+ (facts.hasSessions() ? "sessions" : "revoked tokens") + " are kept there."))
				: Optional.empty();
	}

}
