/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.resilientredis.testkit.RedisServer;

/**
 * What is used while nothing happens.
 *
 * @param nodes by each node
 * @param atServer the connections that Redis has, but for the test kit's
 */
record Gauges(Map<SoakNode, NodeGauges> nodes, List<String> atServer) {

	static List<String> atServer(RedisServer redis) {
		return String.valueOf(redis.command("CLIENT", "LIST"))
			.lines()
			.filter((line) -> !line.contains("cmd=client"))
			.toList();
	}

	NodeGauges of(SoakNode node) {
		return Objects.requireNonNull(this.nodes.get(node));
	}

}
