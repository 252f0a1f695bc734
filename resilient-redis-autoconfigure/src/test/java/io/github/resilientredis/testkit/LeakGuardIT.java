/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LeakGuardIT {

	private static final AtomicReference<RedisServer> SERVER = new AtomicReference<>();

	@Test
	void whenATestLeavesThingsOpenThenTheSessionFailsNamingThemAndTheyAreClosed() {
		LauncherSession session = LauncherFactory.openSession();
		assertThat(run(session, LeakyCase.class).getTestsSucceededCount()).isEqualTo(1);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(session::close)
			.withMessageContaining("RedisServer on port " + opened().port())
			.withMessageContaining("RedisProxy on port")
			.withMessageContaining("BlackHole on port")
			.withMessageContaining("UnguardedClient")
			.withMessageContaining("LeakGuardIT$LeakyCase.leak");
		assertThat(opened().isRunning()).isFalse();
	}

	@Test
	void whenATestFailsThenItsServerAndProxyAreClosedAllTheSame() {
		try (LauncherSession session = LauncherFactory.openSession()) {
			assertThat(run(session, FailingCase.class).getTestsFailedCount()).isEqualTo(1);
			assertThat(opened().isRunning()).isFalse();
		}
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "RESILIENT_REDIS_TEST_IMAGE", matches = ".+",
			disabledReason = "a container is ended by Testcontainers, and has no process id here")
	void whenTheJvmIsHaltedThenItsServerEnds(@TempDir Path directory) throws Exception {
		Path answer = directory.resolve("pid");
		Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djava.io.tmpdir=" + directory, "-cp", System.getProperty("java.class.path"),
				HaltingJvm.class.getName(), answer.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("output").toFile())
			.start();
		assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(jvm.exitValue()).as(Files.readString(directory.resolve("output"))).isEqualTo(HaltingJvm.STATUS);
		List<String> pids = Files.readAllLines(answer);
		assertThat(pids).hasSize(2).allMatch((pid) -> Long.parseLong(pid) > 0);
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> pids.stream().noneMatch(LeakGuardIT::isAlive));
	}

	private static RedisServer opened() {
		return Objects.requireNonNull(SERVER.get());
	}

	private static boolean isAlive(String pid) {
		return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
	}

	private static TestExecutionSummary run(LauncherSession session, Class<?> testClass) {
		SummaryGeneratingListener summary = new SummaryGeneratingListener();
		session.getLauncher()
			.execute(LauncherDiscoveryRequestBuilder.request()
				.selectors(DiscoverySelectors.selectClass(testClass))
				.build(), summary);
		return summary.getSummary();
	}

	static class LeakyCase {

		@Test
		void leak() {
			RedisServer server = RedisServer.start();
			SERVER.set(server);
			RedisProxy.to(server);
			BlackHole.open();
			UnguardedClient.to(server, Duration.ofSeconds(1)).assertWorks();
		}

	}

	@ExtendWith(RedisKitExtension.class)
	static class FailingCase {

		@BeforeEach
		void keep(RedisServer server) {
			SERVER.set(server);
		}

		@Test
		void fail(RedisServer server, RedisProxy proxy) {
			assertThat(server).isSameAs(SERVER.get());
			assertThat(proxy.connections()).isZero();
			server.hang();
			throw new AssertionError("on purpose");
		}

	}

}
