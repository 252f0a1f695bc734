/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.Map;
import java.util.Objects;

/**
 * What is used while nothing happens.
 *
 * @param nodes by each node
 * @param atServer connections that Redis has
 */
record Gauges(Map<SoakNode, NodeGauges> nodes, long atServer) {

	NodeGauges of(SoakNode node) {
		return Objects.requireNonNull(this.nodes.get(node));
	}

}
