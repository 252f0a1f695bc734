/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.resilientredis.testkit.ClusterSet;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Three masters with a replica each, one of which is killed.
 */
final class ClusterSite implements Site {

	/** So that the failover comes after what is measured during the fault. */
	private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);

	private final ClusterSet cluster = ClusterSet.builder().nodeTimeout(NODE_TIMEOUT).start();

	private final RedisServer lost = this.cluster.masters().get(0);

	private final LettuceConnectionFactory witness = new LettuceConnectionFactory(
			new RedisClusterConfiguration(Arrays.asList(this.cluster.addresses().split(","))));

	@Override
	public List<String> address() {
		String nodes = this.cluster.addresses();
		return List.of("spring.data.redis.cluster.nodes=" + nodes, "matrix.redis=cluster:" + nodes);
	}

	@Override
	public void begin() {
		this.lost.command("WAIT", "1", "1000");
		this.lost.kill();
	}

	@Override
	public void end() {
		this.cluster.awaitTakeOver(this.lost);
	}

	@Override
	public void proveBite() {
		try (UnguardedClient client = UnguardedClient.to(this.lost, Duration.ofMillis(300))) {
			client.assertFails();
		}
	}

	/** Connected when the fault is over, as it looks for all nodes then. */
	@Override
	public RedisConnectionFactory witness() {
		this.witness.start();
		return this.witness;
	}

	@Override
	public void close() {
		this.witness.destroy();
		this.cluster.close();
	}

}
