/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.cluster.SlotHash;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two masters. What is published on the channel goes to the one that has its slot, and
 * over the bus to the other.
 */
class NodeChannelClusterIT {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final RedisServer first = clusterNode();

	private final RedisServer second = clusterNode();

	@BeforeEach
	void meet() {
		this.first.command(slots(0, SlotHash.SLOT_COUNT / 2));
		this.second.command(slots(SlotHash.SLOT_COUNT / 2, SlotHash.SLOT_COUNT));
		this.first.command("CLUSTER", "MEET", this.second.host(), String.valueOf(this.second.port()));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isWhole(this.first) && isWhole(this.second));
	}

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
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
		RedisServer publishing = publishing();
		RedisServer other = (publishing == this.first) ? this.second : this.first;
		Stream.of(this.first, this.second)
			.forEach((server) -> server.command("CONFIG", "SET", "cluster-require-full-coverage", "no"));
		try (ChannelFixture one = ChannelFixture.on(configuration()).trusted();
				ChannelFixture two = ChannelFixture.on(configuration()).trusted();
				ChannelFixture three = ChannelFixture.on(configuration()).trusted()) {
			assertThat(subscriptions(other)).isPositive();
			other.kill();
			Awaitility.await().atMost(SOON).until(() -> subscriptions(publishing) == 3);
			for (ChannelFixture node : List.of(one, two, three)) {
				node.trusted(SOON);
			}
			one.heard.clear();
			two.publish("heard");
			one.assertHeard("heard");
		}
	}

	private RedisServer publishing() {
		return (SlotHash.getSlot("resilient-redis:invalidate:0") < SlotHash.SLOT_COUNT / 2) ? this.first : this.second;
	}

	private RedisClusterConfiguration configuration() {
		return new RedisClusterConfiguration(
				List.of(this.first.host() + ":" + this.first.port(), this.second.host() + ":" + this.second.port()));
	}

	private static RedisServer clusterNode() {
		return RedisServer.builder().config("cluster-enabled", "yes").config("cluster-node-timeout", "2000").start();
	}

	private static String[] slots(int from, int to) {
		return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), IntStream.range(from, to).mapToObj(String::valueOf))
			.toArray(String[]::new);
	}

	private static boolean isWhole(RedisServer server) {
		String info = String.valueOf(server.command("CLUSTER", "INFO"));
		return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:2");
	}

	private static long subscriptions(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub")).lines().count();
	}

}
