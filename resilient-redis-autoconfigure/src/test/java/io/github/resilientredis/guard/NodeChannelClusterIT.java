/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two masters. What is published on the channel goes to the one that has its slot, and
 * over the bus to the other.
 */
class NodeChannelClusterIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final TwoMasters cluster = TwoMasters.start();

	private final RedisServer first = this.cluster.first();

	private final RedisServer second = this.cluster.second();

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void whenNodesListenAtDifferentMastersThenTheyHearEachOther() {
		try (ChannelFixture one = ChannelFixture.on(configuration()).trusted();
				ChannelFixture two = ChannelFixture.on(configuration()).trusted();
				ChannelFixture three = ChannelFixture.on(configuration()).trusted()) {
			assertThat(subscriptions(this.first) + subscriptions(this.second)).isEqualTo(3);
			one.publish("from one");
			two.assertHeard("from one");
			three.assertHeard("from one");
			two.publish("from two");
			one.assertHeard("from two");
		}
	}

	@Test
	void whenSubscriptionsAreKilledThenTheyAreReplacedAndListenersKnow() {
		try (ChannelFixture one = ChannelFixture.on(configuration()).trusted();
				ChannelFixture two = ChannelFixture.on(configuration()).trusted()) {
			long killed = Stream.of(this.first, this.second)
				.mapToLong((server) -> (Long) server.command("CLIENT", "KILL", "TYPE", "pubsub"))
				.sum();
			assertThat(killed).isEqualTo(2);
			one.distrusted(SOON);
			one.trusted(SOON);
			two.trusted(SOON);
			one.publish("heard");
			two.assertHeard(ChannelFixture.MISSED, "heard");
		}
	}

	@Test
	void whenTheMasterOfASubscriptionIsKilledThenAnotherOneIsUsed() {
		Stream.of(this.first, this.second)
			.forEach((server) -> server.command("CONFIG", "SET", "cluster-require-full-coverage", "no"));
		try (ChannelFixture one = ChannelFixture.on(configuration()).trusted();
				ChannelFixture two = ChannelFixture.on(configuration()).trusted();
				ChannelFixture three = ChannelFixture.on(configuration()).trusted()) {
			RedisServer lost = (subscriptions(this.first) > 0) ? this.first : this.second;
			RedisServer left = (lost == this.first) ? this.second : this.first;
			assertThat(subscriptions(lost)).isPositive();
			lost.kill();
			Awaitility.await().atMost(SOON).until(() -> subscriptions(left) == 3);
			for (ChannelFixture node : List.of(one, two, three)) {
				node.trusted(SOON);
			}
			one.heard.clear();
			// Until somebody has noticed, what any master can do may be given to that
			// one.
			Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> {
				two.publish("heard");
				return true;
			});
			one.assertHeard("heard");
		}
	}

	private RedisClusterConfiguration configuration() {
		return new RedisClusterConfiguration(List.of(this.cluster.nodes().split(",")));
	}

	private static long subscriptions(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub")).lines().count();
	}

}
