/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Whether a server that others can reach asks for a password.
 */
final class PasswordCheck extends NodeCheck {

	PasswordCheck() {
		super(FindingKind.NO_PASSWORD);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		Facts.UserFacts user = facts.user();
		boolean open = !facts.settings().passwordSet() || user != null && user.needsNoPassword();
		NodeFacts.Exposure exposure = node.exposure();
		boolean reachable = !node.loopback() || exposure != null && exposure.isOpen();
		if (!open || !reachable) {
			return null;
		}
		return node.address() + " takes commands without a password, and "
				+ (node.loopback() ? "listens on more than this machine's own addresses." : "is another machine.");
	}

}
