/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Whether nearly all connections are taken.
 */
final class ClientsCheck extends NodeCheck {

	/** In percent. */
	static final int LIMIT = 80;

	ClientsCheck() {
		super(FindingKind.CLIENTS);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		NodeFacts.Clients clients = node.clients();
		if (clients == null || clients.connected() == null || clients.limit() == null) {
			return null;
		}
		return Share.describe(clients.connected(), clients.limit(), LIMIT, "of the connections of " + node.address());
	}

}
