/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an application with every feature whose connections are not made, are
 * forgotten on the way, killed, or closed for being idle.
 */
@ExtendWith(RedisKitExtension.class)
class LostConnectionsIT {

	private static final Log logger = LogFactory.getLog(LostConnectionsIT.class);

	private static final boolean LONG = Boolean.getBoolean("resilient-redis.tests.long");

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	/** A second, on a machine that has nothing else to do. */
	private static final Duration BACK = Duration.ofSeconds(3);

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	@Test
	void anAddressThatSwallowsConnectionsCostsOneBudgetAndIsFoundWhenItAnswers(RedisServer server) {
		BlackHole hole = BlackHole.open();
		try {
			try (UnguardedClient unguarded = UnguardedClient.to(hole.host(), hole.port(), null,
					Duration.ofMillis(300))) {
				unguarded.assertFails();
			}
			Duration withRedis = timed(() -> ClientNode.start(server.host(), server.port()).close());
			long start = System.nanoTime();
			try (ClientNode node = ClientNode.start(hole.host(), hole.port())) {
				Duration started = Duration.ofNanos(System.nanoTime() - start);
				// The machine may have become busy meanwhile; who waits for Redis waits
				// longer.
				assertThat(started).as("start").isLessThan(withRedis.multipliedBy(3).plusSeconds(1));
				Duration first = timed(() -> node.features().cached("first"));
				assertThat(first).isLessThan(BUDGET_AND_TIMEOUT.multipliedBy(2));
				node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(3));
				Duration later = averageRead(node);
				assertThat(later).isLessThan(Duration.ofMillis(1));
				node.features().round(1);
				print("swallowed: started in " + started.toMillis() + " ms (" + withRedis.toMillis()
						+ " with Redis), first use " + first.toMillis() + " ms, later reads " + later.toNanos() / 1000
						+ " us");
				hole.close();
				try (RedisServer late = RedisServer.builder().port(hole.port()).start()) {
					Duration found = node.settles(Duration.ofSeconds(5));
					print("swallowed: found after " + found.toMillis() + " ms");
					node.features().round(2);
					assertThat(Features.written(late)).containsExactlyInAnyOrder("n1", "n2");
				}
			}
		}
		finally {
			hole.close();
		}
	}

	@Test
	void aConnectionThatAMiddleboxForgetsIsReplacedWithinTheBudgetOfCalls(RedisServer server, RedisProxy proxy) {
		try (ClientNode node = ClientNode.connected(proxy.host(), proxy.port());
				ClientNode other = ClientNode.connected(server.host(), server.port());
				UnguardedClient unguarded = UnguardedClient.to(proxy, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			try (Load load = Load.of(node.features(), 4)) {
				load.rounds(10);
				proxy.drop();
				unguarded.assertFails();
				Duration noticed = node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(3));
				Duration healed = node.settles(Duration.ofSeconds(3));
				load.rounds(10);
				print("forgotten under load: noticed after " + noticed.toMillis() + " ms, healed after "
						+ healed.toMillis() + " ms, slowest round " + load.slowest().toMillis() + " ms");
				load.assertNoErrors();
			}
			seesChangesOf(other, node, Duration.ofSeconds(1));
		}
	}

	@Test
	void anIdleConnectionThatAMiddleboxForgetsIsMissedByTheGuardItself(RedisServer server, RedisProxy proxy) {
		try (ClientNode node = ClientNode.connected(proxy.host(), proxy.port());
				ClientNode other = ClientNode.connected(server.host(), server.port())) {
			other.features().cache().put("k", "old");
			assertThat(node.features().cache().get("k", String.class)).isEqualTo("old");
			proxy.drop();
			long start = System.nanoTime();
			other.features().cache().put("k", "new");
			assertThat(node.features().cache().get("k", String.class)).as("nobody has told it").isEqualTo("old");
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(20))
				.atMost(Duration.ofSeconds(5))
				.until(() -> node.went().contains(GuardState.UNAVAILABLE) || !node.hearsOthers());
			Duration doubted = Duration.ofNanos(System.nanoTime() - start);
			node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(8));
			Duration noticed = Duration.ofNanos(System.nanoTime() - start);
			node.settles(Duration.ofSeconds(3));
			Duration healed = Duration.ofNanos(System.nanoTime() - start);
			assertThat(node.features().cache().get("k", String.class)).isEqualTo("new");
			print("forgotten while idle: doubted after " + doubted.toMillis() + " ms, noticed after "
					+ noticed.toMillis() + " ms, healed after " + healed.toMillis() + " ms");
			seesChangesOf(other, node, A_SECOND);
		}
	}

	@Test
	void killedConnectionsCostNobodyAnErrorNorAnEviction(RedisServer server) {
		try (ClientNode node = ClientNode.connected(server.host(), server.port())) {
			Load load = Load.of(node.features(), 4);
			try (load) {
				for (int i = 0; i < (LONG ? 50 : 5); i++) {
					load.rounds(20);
					int before = node.went().size();
					Awaitility.await()
						.pollInterval(Duration.ofMillis(2))
						.until(() -> killed(server, "normal") > 0 && killed(server, "pubsub") >= 0);
					Awaitility.await().atMost(BACK).until(() -> node.went().size() > before);
					Duration back = node.reaches(GuardState.AVAILABLE, BACK);
					print("killed: back after " + back.toMillis() + " ms");
				}
			}
			load.assertNoErrors();
			print("killed: slowest round " + load.slowest().toMillis() + " ms of " + load.rounds());
			node.settles(Duration.ofSeconds(5));
			assertThat(server.command("KEYS", "rates::e*")).isEqualTo(List.of());
			assertThat(Features.written(server)).hasSize((int) load.rounds());
		}
	}

	@Test
	void aServerThatClosesIdleConnectionsFindsNoneOfOursIdle(RedisServer server) throws IOException {
		try (ClientNode node = ClientNode.connected(server.host(), server.port());
				CapturedLog log = new CapturedLog();
				Socket idle = new Socket(server.host(), server.port())) {
			StringRedisTemplate own = node.context().getBean(StringRedisTemplate.class);
			own.opsForValue().set("own", "v");
			server.command("CONFIG", "SET", "timeout", "1");
			Duration idleFor = Duration.ofSeconds(LONG ? 180 : 5);
			long end = System.nanoTime() + idleFor.toNanos();
			idle.setSoTimeout(5000);
			assertThat(idle.getInputStream().read()).as("the server closes what is idle").isEqualTo(-1);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(100))
				.atMost(idleFor.plusSeconds(5))
				.until(() -> System.nanoTime() - end >= 0);
			assertThat(node.went()).isEmpty();
			assertThat(log.linesOf(RedisGuard.class)).isEmpty();
			assertThat(node.hearsOthers()).isTrue();
			node.features().round(1);
			// Lettuce takes its time between noticing and connecting again, for which the
			// application's own templates are not guarded.
			Awaitility.await()
				.ignoreException(RedisSystemException.class)
				.atMost(A_SECOND)
				.until(() -> "v".equals(own.opsForValue().get("own")));
			print("timeout 1: " + node.went().size() + " changes of state in " + idleFor.toSeconds() + " s");
		}
	}

	private static long killed(RedisServer server, String type) {
		return Long.parseLong(String.valueOf(server.command("CLIENT", "KILL", "TYPE", type, "SKIPME", "yes")));
	}

	private static void seesChangesOf(ClientNode other, ClientNode node, Duration within) {
		other.features().cache().put("seen", "1");
		assertThat(node.features().cache().get("seen", String.class)).isEqualTo("1");
		other.features().cache().put("seen", "2");
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(within)
			.until(() -> "2".equals(node.features().cache().get("seen", String.class)));
	}

	private static Duration averageRead(ClientNode node) {
		int reads = 1000;
		return timed(() -> {
			for (int i = 0; i < reads; i++) {
				node.features().cache().get("absent" + i);
			}
		}).dividedBy(reads);
	}

	private static Duration timed(Runnable task) {
		long start = System.nanoTime();
		task.run();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static void print(String line) {
		logger.warn(line);
	}

}
