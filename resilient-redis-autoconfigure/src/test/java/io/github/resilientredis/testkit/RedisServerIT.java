/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(RedisKitExtension.class)
class RedisServerIT {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	@Test
	@DisabledIfEnvironmentVariable(named = "RESILIENT_REDIS_TEST_IMAGE", matches = ".+",
			disabledReason = "an engine takes longer to start a container")
	void whenStartedThenItAnswersInHalfASecond(RedisServer warmUp) {
		List<Duration> times = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			long begin = System.nanoTime();
			try (RedisServer server = RedisServer.start()) {
				times.add(Duration.ofNanos(System.nanoTime() - begin));
				assertThat(server.port()).isNotEqualTo(warmUp.port());
				assertThat(server.command("PING")).isEqualTo("PONG");
			}
		}
		LoggerFactory.getLogger(getClass()).info("Started in {}", times);
		// The median: one start may be unlucky on a machine that does other things.
		assertThat(times.stream().sorted().toList().get(2)).isLessThan(Duration.ofMillis(500));
	}

	@Test
	void whenPreparedThenItIsAbsentUntilStartedUp() {
		try (RedisServer server = RedisServer.builder().prepare();
				UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			assertThat(server.isRunning()).isFalse();
			assertThat(client.assertFails()).isInstanceOf(RedisConnectionException.class);
			server.startUp();
			client.assertWorks();
		}
	}

	@Test
	void whenKilledThenClientsFailUntilStartedUp(RedisServer server) {
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			client.assertWorks();
			server.kill();
			assertThat(server.isRunning()).isFalse();
			client.assertFails();
			server.startUp();
			becomesUsable(client);
		}
	}

	@Test
	void whenHungThenClientsTimeOutUntilResumed(RedisServer server) {
		try (UnguardedClient connected = UnguardedClient.to(server, TIMEOUT);
				UnguardedClient fresh = UnguardedClient.to(server, TIMEOUT)) {
			connected.assertWorks();
			server.hang();
			assertThat(server.isRunning()).isTrue();
			assertThat(connected.assertFails()).isInstanceOf(RedisCommandTimeoutException.class);
			fresh.assertFails();
			server.resume();
			connected.assertWorks();
		}
	}

	@Test
	void whenRestartedThenItHasItsData(RedisServer server) {
		server.command("SET", "key", "value");
		server.restart();
		assertThat(server.command("GET", "key")).isEqualTo("value");
	}

	@Test
	void whenHungAndRestartedThenItHasItsData(RedisServer server) {
		server.command("SET", "key", "value");
		server.hang();
		server.restart();
		assertThat(server.command("GET", "key")).isEqualTo("value");
	}

	@Test
	void whenRestartedEmptyThenItHasNoData(RedisServer server) {
		server.command("SET", "key", "value");
		server.restart();
		server.restartEmpty();
		assertThat(server.command("DBSIZE")).isEqualTo(0L);
	}

	@Test
	void whenRestartedFromSnapshotThenLaterWritesAreGone(RedisServer server) {
		server.command("SET", "key", "old");
		Snapshot old = server.snapshot();
		server.command("SET", "key", "new");
		server.command("SET", "other", "new");
		server.restartFrom(old);
		assertThat(server.command("GET", "key")).isEqualTo("old");
		assertThat(server.command("GET", "other")).isNull();
	}

	@Test
	void whenReadOnlyThenOnlyWritesFail(RedisServer server) {
		server.command("SET", "key", "value");
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			server.makeReadOnly();
			assertThat(client.assertWriteFails()).isInstanceOf(RedisCommandExecutionException.class)
				.hasMessageStartingWith("READONLY");
			assertThat(client.get("key")).isEqualTo("value");
			server.makeWritable();
			client.assertWorks();
		}
	}

	@Test
	void whenMemoryIsFullThenOnlyWritesFail(RedisServer server) {
		server.command("SET", "key", "value");
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			server.fillMemory();
			assertThat(client.assertWriteFails()).hasMessageStartingWith("OOM");
			assertThat(client.get("key")).isEqualTo("value");
			server.freeMemory();
			client.assertWorks();
		}
	}

	@Test
	void whenSnapshotsFailThenOnlyWritesFail(RedisServer server) {
		server.command("SET", "key", "value");
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			server.failSnapshots();
			assertThat(client.assertWriteFails()).hasMessageStartingWith("MISCONF");
			assertThat(client.get("key")).isEqualTo("value");
			server.allowSnapshots();
			client.assertWorks();
			server.failSnapshots();
			server.restart();
			assertThat(server.command("GET", "key")).isEqualTo("value");
		}
	}

	@Test
	void whenPasswordIsRequiredThenNewConnectionsFailUntilItIsDropped(RedisServer server) {
		try (UnguardedClient before = UnguardedClient.to(server, TIMEOUT)) {
			server.requirePassword("secret");
			before.assertFails();
			try (UnguardedClient after = UnguardedClient.to(server, TIMEOUT)) {
				after.assertWorks();
			}
			server.restart();
			before.assertFails();
			server.dropPassword();
			before.assertWorks();
		}
	}

	@Test
	void whenStartedWithPasswordThenClientsNeedIt() {
		try (RedisServer server = RedisServer.builder().password("secret").start();
				UnguardedClient with = UnguardedClient.to(server, TIMEOUT);
				UnguardedClient without = UnguardedClient.to(server.host(), server.port(), null, TIMEOUT)) {
			with.assertWorks();
			without.assertFails();
		}
	}

	@Test
	void whenClientsAreLimitedThenFurtherOnesFail(RedisServer server) {
		try (UnguardedClient first = UnguardedClient.to(server, TIMEOUT);
				UnguardedClient second = UnguardedClient.to(server, TIMEOUT)) {
			first.assertWorks();
			server.limitClients(1);
			second.assertFails();
			first.assertWorks();
			server.unlimitClients();
			second.assertWorks();
		}
	}

	@Test
	void whenClientsAreDisconnectedThenTheyMayComeBack(RedisServer server) {
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			client.assertWorks();
			long before = server.totalConnections();
			server.disconnectClients();
			becomesUsable(client);
			assertThat(server.totalConnections()).isEqualTo(before + 1);
		}
	}

	@Test
	void whenLoadingThenItSaysSoForThatLongAndHasItsDataAfterwards(RedisServer server) {
		server.command("SET", "key", "value");
		Duration atLeast = Duration.ofSeconds(1);
		server.restartLoading(atLeast);
		long begin = System.nanoTime();
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			assertThat(client.assertFails()).hasStackTraceContaining("LOADING");
			Awaitility.await().pollInterval(Duration.ofMillis(10)).ignoreExceptions().until(() -> {
				client.assertWorks();
				return true;
			});
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(atLeast, atLeast.multipliedBy(3));
		assertThat(server.command("GET", "key")).isEqualTo("value");
		assertThat(server.command("KEYS", "test-kit:slow-loading:*")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.isEmpty();
	}

	@Test
	void callsAndConnectionsAreCountedWithoutTheKitsOwn(RedisServer server) {
		assertThat(server.connectedClients()).isZero();
		assertThat(server.totalConnections()).isZero();
		try (UnguardedClient client = UnguardedClient.to(server, TIMEOUT)) {
			client.set("key", "value");
			client.get("key");
			client.get("key");
			assertThat(server.calls("get")).isEqualTo(2);
			assertThat(server.calls("SET")).isEqualTo(1);
			assertThat(server.calls("getex")).isZero();
			assertThat(server.connectedClients()).isEqualTo(1);
			assertThat(server.totalConnections()).isEqualTo(1);
			server.resetStats();
			assertThat(server.calls("get")).isZero();
			assertThat(server.totalConnections()).isZero();
		}
	}

	@Test
	void whenConfiguredThenTheServerKnows() {
		try (RedisServer server = RedisServer.builder()
			.config("client-output-buffer-limit", "normal 1mb 1mb 10")
			.config("save", "3600 1")
			.start()) {
			assertThat(String.valueOf(server.command("CONFIG", "GET", "save"))).contains("3600 1");
			assertThat(String.valueOf(server.command("CONFIG", "GET", "client-output-buffer-limit")))
				.contains("normal 1048576 1048576 10");
		}
	}

	@Test
	void whenConfigurationIsWrongThenStartSaysWhatTheServerSaid() {
		RedisServerBuilder builder = RedisServer.builder().config("no-such-directive", "x");
		assertThatIllegalStateException().isThrownBy(builder::start).withMessageContaining("no-such-directive");
	}

	@Test
	void whenAnotherServerHoldsThePortThenItIsNotTakenForOurs(RedisServer other) {
		RedisServerBuilder builder = RedisServer.builder().port(other.port());
		assertThatExceptionOfType(StartUp.PortTakenException.class).isThrownBy(builder::start);
		assertThat(other.command("PING")).isEqualTo("PONG");
	}

	@Test
	void whenTheServerRefusesACommandThenItsErrorIsThrown(RedisServer server) throws IOException {
		assertThatExceptionOfType(RespException.class).isThrownBy(() -> server.command("NOSUCH"))
			.withMessageContaining("unknown command")
			.satisfies((error) -> assertThat(error.token()).isEqualTo("ERR"));
		server.command("LPUSH", "list", "a");
		assertThatExceptionOfType(RespException.class).isThrownBy(() -> server.command("GET", "list"))
			.satisfies((error) -> assertThat(error.token()).isEqualTo("WRONGTYPE"));
	}

	private static void becomesUsable(UnguardedClient client) {
		Awaitility.await().pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(() -> {
			client.assertWorks();
			return true;
		});
	}

}
