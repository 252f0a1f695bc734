/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.List;

import io.github.resilientredis.testkit.SentinelSet;
import io.github.resilientredis.testkit.UnguardedClient;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A master that is killed, and a replica that becomes the master. The replica has been
 * sent all that the master had.
 */
final class SentinelSite implements Site {

	/** So that the failover comes after what is measured during the fault. */
	private static final String DOWN_AFTER = "2000";

	private final SentinelSet set = SentinelSet.start();

	private final LettuceConnectionFactory witness = new LettuceConnectionFactory(
			new RedisStandaloneConfiguration(this.set.second().host(), this.set.second().port()));

	SentinelSite() {
		this.set.sentinels()
			.forEach((sentinel) -> sentinel.command("SENTINEL", "SET", this.set.name(), "down-after-milliseconds",
					DOWN_AFTER));
	}

	@Override
	public List<String> address() {
		String nodes = this.set.addresses();
		return List.of("spring.data.redis.sentinel.master=" + this.set.name(),
				"spring.data.redis.sentinel.nodes=" + nodes,
				"matrix.redis=redis-sentinel://" + nodes + "/0#" + this.set.name());
	}

	@Override
	public void begin() {
		this.set.first().command("WAIT", "1", "1000");
		this.set.first().kill();
	}

	@Override
	public void end() {
		this.set.awaitMaster(this.set.second());
	}

	@Override
	public void proveBite() {
		try (UnguardedClient client = UnguardedClient.to(this.set.first(), Duration.ofMillis(300))) {
			client.assertFails();
		}
	}

	@Override
	public RedisConnectionFactory witness() {
		this.witness.start();
		return this.witness;
	}

	@Override
	public void close() {
		this.witness.destroy();
		this.set.close();
	}

}
