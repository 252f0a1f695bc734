/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Clock;
import java.util.UUID;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.SettableGuard;

/**
 * Registries without Redis.
 */
final class LocalUsers {

	private LocalUsers() {
	}

	static GuardedUserRegistry registry(int max) {
		return registry(max, () -> UUID.randomUUID().toString());
	}

	static GuardedUserRegistry registry(int max, UserIdGenerator ids) {
		return new GuardedUserRegistry(new SettableGuard(GuardState.LOCAL_ONLY), Journal.none(), NodeChannel.alone(),
				new UserSettings("resilient-redis:", "", UserOutage.ACCEPT, max), ids, Clock.systemUTC(), (event) -> {
				});
	}

}
