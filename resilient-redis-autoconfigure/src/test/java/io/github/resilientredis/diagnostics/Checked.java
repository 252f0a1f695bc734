/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

import io.github.resilientredis.guard.RedisTarget;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a sound server, to be spoiled one at a time.
 */
final class Checked {

	static final RedisTarget TARGET = new RedisTarget(RedisTarget.Mode.STANDALONE, List.of("127.0.0.1:6379"), null,
			false);

	NodeFacts.@Nullable Server server = new NodeFacts.Server("6.2.0", "standalone", 1L);

	NodeFacts.@Nullable Memory memory = new NodeFacts.Memory(1L, 100L, "noeviction");

	NodeFacts.@Nullable Clients clients = new NodeFacts.Clients(1L, 100L, 0L);

	NodeFacts.@Nullable Persistence persistence = new NodeFacts.Persistence(false, true, false);

	NodeFacts.@Nullable Replication replication = new NodeFacts.Replication("master", true, 0, 0);

	NodeFacts.@Nullable Exposure exposure = new NodeFacts.Exposure(List.of("127.0.0.1"), true);

	NodeFacts.@Nullable Latency latency = new NodeFacts.Latency(100, 1, 2, 3);

	NodeFacts.@Nullable Clock clock = new NodeFacts.Clock(0, 1);

	NodeFacts.@Nullable Keys keys = new NodeFacts.Keys(0, true, List.of());

	Facts.@Nullable UserFacts user = new Facts.UserFacts("app", false, List.of());

	Facts.@Nullable RoundTrip cache = new Facts.RoundTrip(true, 1, null);

	RedisTarget target = TARGET;

	DiagnosisSettings settings = Diagnosed.SETTINGS;

	boolean loopback = true;

	List<String> ids() {
		NodeFacts node = new NodeFacts("10.0.0.1:6379", this.loopback, this.server, this.memory, this.clients,
				this.persistence, this.replication, this.exposure, null, this.latency, this.clock, this.keys);
		Facts facts = new Facts(this.settings, this.target, null, null, List.of(node), List.of(), this.user, this.cache,
				null, List.of());
		return Check.examineAll(facts).stream().map((finding) -> finding.kind().id()).toList();
	}

}
