/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.Collections;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A second is promised from the sending of the last beat; the rest is what threads of a
 * busy machine may take.
 */
@ExtendWith(RedisKitExtension.class)
class NodeChannelFaultsIT {

	private static final Log logger = LogFactory.getLog(NodeChannelFaultsIT.class);

	private static final Duration A_SECOND = Duration.ofMillis(1250);

	private static final Duration SOON = Duration.ofSeconds(5);

	@Test
	void whenTheSubscriptionIsKilledThenListenersAreToldBeforeItIsTrustedAgain(RedisServer server) {
		try (ChannelFixture node = ChannelFixture.on(server).trusted()) {
			assertThat(server.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(1L);
			Duration noticed = node.distrusted(A_SECOND);
			Duration regained = node.trusted(A_SECOND);
			assertThat(node.heard).containsExactly(ChannelFixture.MISSED);
			print("killed subscription", noticed, regained);
		}
	}

	@Test
	void whenAMessageIsPublishedWhileTheSubscriptionIsGoneThenListenersKnow(RedisServer server, RedisProxy proxy) {
		try (ChannelFixture node = ChannelFixture.split(server, proxy.host(), proxy.port()).trusted();
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			proxy.refuse();
			node.distrusted(A_SECOND);
			other.publish("unheard");
			Awaitility.await()
				.during(Duration.ofMillis(700))
				.until(() -> node.heard.isEmpty() && !node.channel.isTrusted());
			proxy.pass();
			node.trusted(A_SECOND);
			other.publish("heard");
			node.assertHeard(ChannelFixture.MISSED, "heard");
		}
	}

	@Test
	void whenTheSubscriptionIsHalfOpenThenItIsDistrustedWithinASecondAndReplaced(RedisServer server, RedisProxy proxy) {
		try (ChannelFixture node = ChannelFixture.split(server, proxy.host(), proxy.port()).trusted();
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			proxy.drop();
			other.publish("unheard");
			Duration noticed = node.distrusted(A_SECOND);
			assertThat(proxy.connections()).isEqualTo(1);
			assertThat(node.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			Duration regained = node.trusted(SOON);
			assertThat(node.heard).containsExactly(ChannelFixture.MISSED);
			other.publish("heard");
			node.assertHeard(ChannelFixture.MISSED, "heard");
			assertThat(proxy.acceptedConnections()).isEqualTo(2);
			print("half-open subscription", noticed, regained);
		}
	}

	@Test
	void whenNewSubscriptionsHangThenTheyAreGivenUpAndAFreshOneIsFound(RedisServer server, RedisProxy proxy) {
		try (ChannelFixture node = ChannelFixture.split(server, proxy.host(), proxy.port()).trusted()) {
			proxy.blackHole();
			node.distrusted(A_SECOND);
			Awaitility.await().atMost(SOON).until(() -> proxy.acceptedConnections() == 2);
			assertThat(node.channel.isTrusted()).isFalse();
			proxy.drop();
			proxy.pass();
			node.trusted(SOON);
			assertThat(node.heard).containsExactly(ChannelFixture.MISSED);
		}
	}

	@Test
	void whenRedisHangsThenTheSameSubscriptionIsTrustedAgainAfterwards(RedisServer server) {
		try (ChannelFixture node = ChannelFixture.on(server).trusted();
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			Object before = subscribers(server);
			server.hang();
			Duration noticed = node.distrusted(A_SECOND);
			Awaitility.await()
				.atMost(SOON)
				.until(() -> node.guard.getState() == GuardState.UNAVAILABLE
						&& other.guard.getState() == GuardState.UNAVAILABLE);
			server.resume();
			Duration regained = node.trusted(SOON);
			// By beats that Redis finds in its buffers, before the guards are back.
			Awaitility.await()
				.atMost(SOON)
				.until(() -> node.guard.getState() == GuardState.AVAILABLE
						&& other.guard.getState() == GuardState.AVAILABLE);
			node.trusted(SOON);
			other.trusted(SOON);
			assertThat(subscribers(server)).isEqualTo(before);
			other.publish("heard");
			node.assertHeard("heard");
			print("hung Redis", noticed, regained);
		}
	}

	@Test
	void whenBeatsAreLateThenTrustReturnsWithThemAndNothingCountsAsMissed(RedisServer server, RedisProxy proxy) {
		try (ChannelFixture node = ChannelFixture.split(server, proxy.host(), proxy.port()).trusted()) {
			proxy.delay(Duration.ofMillis(800));
			node.distrusted(SOON);
			proxy.delay(Duration.ZERO);
			node.trusted(A_SECOND);
			assertThat(node.heard).isEmpty();
			assertThat(proxy.acceptedConnections()).isEqualTo(1);
		}
	}

	@Test
	void whenRedisIsKilledAndRestartedThenItIsHeardAgain(RedisServer server) {
		try (ChannelFixture node = ChannelFixture.on(server).trusted();
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			server.kill();
			Duration noticed = node.distrusted(A_SECOND);
			server.startUp();
			Duration regained = node.trusted(Duration.ofSeconds(2));
			other.trusted(SOON);
			other.publish("heard");
			node.assertHeard(ChannelFixture.MISSED, "heard");
			print("restarted Redis", noticed, regained);
		}
	}

	@Test
	void whenRedisIsAbsentAtStartThenItIsHeardWhenItComes() {
		try (RedisServer server = RedisServer.builder().prepare(); ChannelFixture node = ChannelFixture.on(server)) {
			Awaitility.await().atMost(SOON).until(() -> node.guard.getState() == GuardState.UNAVAILABLE);
			assertThat(node.channel.isTrusted()).isFalse();
			server.startUp();
			print("absent Redis", Duration.ZERO, node.trusted(SOON));
			assertThat(node.heard).containsExactly(ChannelFixture.MISSED);
			assertThat(server.calls("subscribe")).isEqualTo(1);
		}
	}

	@Test
	void whenRedisRefusesWritesThenTheChannelGoesOn(RedisServer server) {
		try (ChannelFixture node = ChannelFixture.on(server).trusted();
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			server.fillMemory();
			Awaitility.await()
				.during(Duration.ofMillis(1500))
				.atMost(SOON)
				.until(() -> node.channel.isTrusted() && other.channel.isTrusted());
			other.publish("heard");
			node.assertHeard("heard");
		}
	}

	@Test
	void whenAnOperatorSwitchesRedisOffThenTheSubscriptionIsClosedUntilReleased(RedisServer server) {
		try (ChannelFixture node = ChannelFixture.on(server).trusted()) {
			node.guard.forceOpen();
			node.distrusted(A_SECOND);
			Awaitility.await().atMost(SOON).until(() -> subscribers(server).equals(""));
			node.guard.release();
			node.trusted(SOON);
			assertThat(node.heard).containsExactly(ChannelFixture.MISSED);
		}
	}

	@Test
	void whenTheSubscriptionIsKilledOverAndOverThenItIsNotOpenedInAFrenzy(RedisServer server) {
		try (ChannelFixture node = ChannelFixture.on(server).trusted()) {
			server.resetStats();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(2))
				.during(Duration.ofSeconds(2))
				.atMost(SOON)
				.until(() -> server.command("CLIENT", "KILL", "TYPE", "pubsub") != null);
			assertThat(server.calls("subscribe")).isBetween(3L, 10L);
			node.trusted(SOON);
			assertThat(Collections.frequency(node.heard, ChannelFixture.MISSED)).isEqualTo(node.heard.size());
		}
	}

	private static String subscribers(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub"))
			.replaceAll("(?m)^(id=\\d+) .*$", "$1")
			.strip();
	}

	/** At a level that the tests' configuration shows. */
	private static void print(String fault, Duration noticed, Duration regained) {
		logger.warn(fault + ": trust lost after " + noticed.toMillis() + " ms, regained after " + regained.toMillis()
				+ " ms");
	}

}
