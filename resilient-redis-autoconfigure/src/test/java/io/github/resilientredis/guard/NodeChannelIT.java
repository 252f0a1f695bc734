/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(RedisKitExtension.class)
class NodeChannelIT {

	private static final String CHANNEL = "resilient-redis:invalidate:0";

	private static final Duration SOON = Duration.ofSeconds(3);

	@Test
	void whenTwoNodesPublishThenEachHearsTheOtherAndNotItself(RedisServer server) {
		try (ChannelFixture one = ChannelFixture.on(server).trusted();
				ChannelFixture two = ChannelFixture.on(server).trusted()) {
			one.publish("from one");
			two.publish("from two");
			one.publish("end");
			two.publish("end");
			one.assertHeard("from two", "end");
			two.assertHeard("from one", "end");
		}
	}

	@Test
	void whenAListenerHearsAMessageThenItSeesWhatTheSameCallWroteBefore(RedisServer server) {
		try (ChannelFixture writer = ChannelFixture.on(server).trusted();
				ChannelFixture reader = ChannelFixture.on(server).trusted()) {
			List<String> seen = new CopyOnWriteArrayList<>();
			reader.channel.subscribe("order", new NodeChannel.Listener() {
				@Override
				public void received(byte[] message) {
					seen.add(new String(message, StandardCharsets.UTF_8) + "=" + server.command("GET", "k"));
				}

				@Override
				public void missed() {
					seen.add("missed");
				}
			});
			List<String> written = IntStream.range(0, 200).mapToObj((i) -> writeAndPublish(writer, i, seen)).toList();
			assertThat(seen).isEqualTo(written);
		}
	}

	private static String writeAndPublish(ChannelFixture writer, int number, List<String> seen) {
		byte[] value = GuardFixture.bytes(String.valueOf(number));
		writer.guard.<@Nullable Object>await(RedisOperation.once("test.write"), (redis) -> {
			redis.set(GuardFixture.bytes("k"), value);
			return writer.channel.publish(redis, "order", value);
		});
		Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> seen.size() == number + 1);
		return number + "=" + number;
	}

	@Test
	void whenANodeUsesAnotherDatabaseThenItDoesNotHear(RedisServer server) {
		try (ChannelFixture one = ChannelFixture.on(server).trusted();
				ChannelFixture other = ChannelFixture.on(server, (configuration) -> database(configuration, 1))
					.trusted();
				ChannelFixture same = ChannelFixture.on(server).trusted()) {
			one.publish("to all in 0");
			same.assertHeard("to all in 0");
			server.command("PUBLISH", CHANNEL.replace(":0", ":1"), "wakes the other, unreadably");
			assertThat(other.heard).isEmpty();
			assertThat(other.channel.isTrusted()).isTrue();
		}
	}

	private static RedisStandaloneConfiguration database(RedisStandaloneConfiguration configuration, int database) {
		configuration.setDatabase(database);
		return configuration;
	}

	@Test
	void whenSomeoneElseWritesToTheChannelThenNothingHappensButOneWarning(RedisServer server) {
		try (CapturedLog log = new CapturedLog();
				ChannelFixture one = ChannelFixture.on(server).trusted();
				ChannelFixture two = ChannelFixture.on(server).trusted()) {
			for (String garbage : List.of("", "x", "\u0001", "\u0001" + "x".repeat(17), "\u0001" + "x".repeat(100_000),
					"{\"key\":1}")) {
				assertThat(server.command("PUBLISH", CHANNEL, garbage)).isEqualTo(2L);
			}
			one.publish("still there");
			two.assertHeard("still there");
			assertThat(two.channel.isTrusted()).isTrue();
			assertThat(log.lines("writes to the channel")).hasSize(2);
		}
	}

	@Test
	void whenTheUserMayNotUseTheChannelThenThatIsSaidOnceAndNothingElseSuffers(RedisServer server) {
		server.command("ACL", "SETUSER", "limited", "on", ">secret", "~*", "+@all", "resetchannels");
		try (CapturedLog log = new CapturedLog();
				ChannelFixture open = ChannelFixture.on(server).trusted();
				ChannelFixture limited = ChannelFixture.on(server, NodeChannelIT::limited)) {
			Awaitility.await().atMost(SOON).until(() -> limited.guard.getState() == GuardState.AVAILABLE);
			for (int i = 0; i < 20; i++) {
				assertThat(limited.publish("forbidden " + i)).isNull();
			}
			Awaitility.await()
				.atMost(SOON)
				.untilAsserted(() -> assertThat(String.valueOf(server.command("INFO", "commandstats")))
					.containsPattern("cmdstat_subscribe:.*rejected_calls=1,"));
			open.publish("allowed");
			Awaitility.await()
				.during(Duration.ofMillis(700))
				.until(() -> limited.heard.isEmpty() && !limited.channel.isTrusted());
			assertThat(open.heard).isEmpty();
			assertThat(limited.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			assertThat(log.lines("does not permit")).singleElement()
				.asString()
				.contains("'&" + CHANNEL + "'", "resilient-redis.cache.invalidation=false", "NOPERM");
		}
	}

	private static RedisStandaloneConfiguration limited(RedisStandaloneConfiguration configuration) {
		configuration.setUsername("limited");
		configuration.setPassword("secret");
		return configuration;
	}

	@Test
	void whenNobodyListensThenThereIsNoThreadAndNoConnection(RedisServer server) {
		try (ChannelFixture silent = ChannelFixture.silent(server);
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			silent.channel.start();
			Awaitility.await().atMost(SOON).until(() -> silent.guard.getState() == GuardState.AVAILABLE);
			silent.publish("from a node that does not listen");
			other.assertHeard("from a node that does not listen");
			assertThat(subscriptions(server)).isEqualTo(1);
			assertThat(threads()).hasSize(2);
			assertThat(silent.channel.isTrusted()).isFalse();
		}
	}

	@Test
	void whenNothingHappensThenANodeCostsTwoCommandsASecond(RedisServer server) {
		try (ChannelFixture one = ChannelFixture.on(server).trusted();
				ChannelFixture two = ChannelFixture.on(server).trusted()) {
			server.resetStats();
			Awaitility.await()
				.during(Duration.ofSeconds(3))
				.atMost(Duration.ofSeconds(5))
				.until(() -> one.channel.isTrusted() && two.channel.isTrusted());
			assertThat(server.calls("publish")).isBetween(10L, 14L);
		}
	}

	@Test
	void whenItIsStoppedThenNothingIsLeftAndItCanStartAgain(RedisServer server) {
		try (ChannelFixture one = ChannelFixture.on(server).trusted();
				ChannelFixture two = ChannelFixture.on(server).trusted()) {
			one.channel.start();
			assertThat(one.channel.isRunning()).isTrue();
			assertThat(subscriptions(server)).isEqualTo(2);
			assertThat(threads()).hasSize(4);
			one.channel.stop();
			assertThat(one.channel.isRunning()).isFalse();
			assertThat(one.channel.isTrusted()).isFalse();
			assertThat(threads()).hasSize(2);
			Awaitility.await().atMost(SOON).until(() -> subscriptions(server) == 1);
			two.publish("to nobody");
			one.listening();
			assertThat(threads()).hasSize(2);
			one.channel.start();
			one.trusted(SOON);
			assertThat(one.heard).containsExactly(ChannelFixture.MISSED, ChannelFixture.MISSED);
			two.publish("to both listeners");
			one.assertHeard(ChannelFixture.MISSED, ChannelFixture.MISSED, "to both listeners", "to both listeners");
			two.channel.stop();
			one.channel.stop();
			assertThat(threads()).isEmpty();
			Awaitility.await().atMost(SOON).until(() -> subscriptions(server) == 0);
			assertThat(server.connectedClients()).isEqualTo(2);
		}
	}

	@Test
	void whenThereIsAStaticListOfReplicasThenItIsSaidThatNothingIsHeard(RedisServer server) {
		try (CapturedLog log = new CapturedLog();
				ChannelFixture sender = ChannelFixture
					.on(new RedisStaticMasterReplicaConfiguration(server.host(), server.port()));
				ChannelFixture other = ChannelFixture.on(server).trusted()) {
			Awaitility.await().atMost(SOON).until(() -> sender.guard.getState() == GuardState.AVAILABLE);
			sender.publish("can be sent");
			other.assertHeard("can be sent");
			Awaitility.await().atMost(SOON).until(() -> !log.lines("static list of master and replicas").isEmpty());
			assertThat(sender.channel.isTrusted()).isFalse();
			assertThat(subscriptions(server)).isEqualTo(1);
			assertThat(threads()).hasSize(2);
		}
	}

	@Test
	void whenThereIsOneNodeOnlyThenTheChannelIsTrustedAndSilent() {
		NodeChannel alone = NodeChannel.alone();
		assertThat(alone.isTrusted()).isTrue();
	}

	@Test
	void whenATopicIsEmptyThenItIsRefused(RedisServer server) {
		try (ChannelFixture one = ChannelFixture.silent(server)) {
			assertThatIllegalArgumentException().isThrownBy(() -> one.channel.subscribe("", new NodeChannel.Listener() {
				@Override
				public void received(byte[] message) {
					// Never called.
				}

				@Override
				public void missed() {
					// Never called.
				}
			}));
			assertThat(threads()).isEmpty();
		}
	}

	private static long subscriptions(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub")).lines().count();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("resilient-redis-channel"))
			.toList();
	}

}
