/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

/**
 * Whether the user in use may do harm.
 */
final class DangerousCommandsCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		Facts.UserFacts user = facts.user();
		List<String> commands = (user != null) ? user.dangerous() : null;
		if (user == null || commands == null || commands.isEmpty()) {
			return List.of();
		}
		return List.of(new Finding(FindingKind.DANGEROUS_COMMANDS,
				"The user '" + user.name() + "' may run " + String.join(", ", commands) + "."));
	}

}
