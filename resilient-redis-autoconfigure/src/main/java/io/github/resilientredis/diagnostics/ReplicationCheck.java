/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import io.github.resilientredis.guard.RedisTarget;
import org.jspecify.annotations.Nullable;

/**
 * Whether replicas follow.
 */
final class ReplicationCheck extends NodeCheck {

	ReplicationCheck() {
		super(FindingKind.REPLICATION);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		NodeFacts.Replication replication = node.replication();
		if (replication == null) {
			return null;
		}
		if (!replication.role().equals("master")) {
			return node.address() + " is a replica, so it refuses writes"
					+ (replication.linkUp() ? "." : ", and it does not hear its master.");
		}
		if (replication.behind() > 0) {
			return replication.behind() + " of " + replication.replicas() + " replicas of " + node.address()
					+ " are not online or more than 10 s behind.";
		}
		boolean needed = facts.target().mode() == RedisTarget.Mode.SENTINEL && replication.replicas() == 0;
		return needed ? node.address() + " is watched by Sentinels but has no replica to fail over to." : null;
	}

}
