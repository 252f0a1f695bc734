/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TlsFiles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What somebody reads whose application and Redis do not fit together: when Redis is
 * required, by the start that fails; otherwise in the log and in health.
 */
@ExtendWith({ OutputCaptureExtension.class, RedisKitExtension.class })
class StartFailureIT {

	private static final String SECRET = "s3cret-word";

	private static RedisServer redis;

	@BeforeAll
	static void start(@TempDir Path directory) {
		redis = RedisServer.builder().tls(TlsFiles.in(directory)).password("right").start();
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@AfterEach
	void noSecretWasWritten(CapturedOutput output) {
		assertThat(output).doesNotContain(SECRET).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@EnumSource
	void aStartThatRequiresRedisNamesServerReasonAndRemedy(Mistake mistake, CapturedOutput output) {
		List<String> arguments = new ArrayList<>(mistake.arguments());
		arguments.addAll(List.of("--resilient-redis.startup.mode=require", "--resilient-redis.startup.attempts=2",
				"--resilient-redis.startup.delay=1ms"));
		assertThatException().isThrownBy(() -> run(arguments).close());
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Redis at 127.0.0.1:" + mistake.port() + " did not become usable in 2 attempts", "--diagnose-redis");
		assertThat(output.toString().replaceAll("\\s+", " ")).contains(mistake.reason, mistake.remedy);
	}

	@ParameterizedTest
	@EnumSource
	void aStartInTheBackgroundSucceedsAndHealthNamesReasonAndRemedy(Mistake mistake, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(mistake.arguments())) {
			RedisGuard guard = context.getBean(RedisGuard.class);
			Awaitility.await().until(guard::getState, GuardState.UNAVAILABLE::equals);
			// Lettuce loses the server's words in some refused handshakes.
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(guard.getStatus().lastError()).contains(mistake.reason, mistake.remedy));
			assertThat(guard.getStatus().lastError()).doesNotContain(SECRET);
			assertThat(output).contains("Redis connection failed, using fallback: ").contains("spring.data.redis.");
		}
	}

	@Test
	void aStartThatWaitsSaysEachAttemptAndGoesOnWhenRedisComes(RedisServer server, CapturedOutput output) {
		server.kill();
		Thread later = new Thread(() -> {
			Awaitility.await()
				.until(() -> output.toString().contains("Redis unavailable, retrying in 200ms: Connection refused"));
			server.startUp();
		});
		later.start();
		try (ConfigurableApplicationContext context = run(List.of("--spring.data.redis.port=" + server.port(),
				"--resilient-redis.startup.mode=wait", "--resilient-redis.startup.attempts=50",
				"--resilient-redis.startup.delay=200ms", "--logging.level.io.github.resilientredis=info"))) {
			assertThat(context.getBean(RedisGuard.class).getState()).isEqualTo(GuardState.AVAILABLE);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(output).containsPattern("Redis connection established \\(attempt \\d+/50\\)"));
			assertThat(output).doesNotContain("using fallback");
		}
	}

	@Test
	void aStartThatFindsRedisSaysSo(RedisServer server, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(List.of("--spring.data.redis.port=" + server.port(),
				"--logging.level.io.github.resilientredis=info"))) {
			Awaitility.await().until(context.getBean(RedisGuard.class)::getState, GuardState.AVAILABLE::equals);
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("Redis connection established (attempt 1/5)"));
		}
	}

	@Test
	void aJournalDirectoryInUseIsNamedWithAFix(@TempDir Path directory, CapturedOutput output) {
		List<String> arguments = List.of("--spring.data.redis.port=1",
				"--resilient-redis.journal.directory=" + directory.resolve("journal"));
		try (ConfigurableApplicationContext first = run(arguments)) {
			assertThat(first.isRunning()).isTrue();
			assertThatException().isThrownBy(() -> run(arguments).close());
		}
		assertThat(output).contains("APPLICATION FAILED TO START",
				"'resilient-redis.journal.directory' names: '" + directory.resolve("journal") + "'",
				"Give each instance a directory of its own");
		assertThat(Files.isDirectory(directory.resolve("journal"))).isTrue();
	}

	private static ConfigurableApplicationContext run(List<String> arguments) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.data.redis.host=127.0.0.1",
					"logging.level.org.springframework=error",
					"logging.level.io.netty.util.concurrent.DefaultPromise=off")
			.run(arguments.toArray(String[]::new));
	}

	/** What does not fit. */
	enum Mistake {

		WRONG_PASSWORD(false, "WRONGPASS", "Set 'spring.data.redis.username' and 'spring.data.redis.password'",
				"url=redis://app:" + SECRET + "@127.0.0.1:%d"),

		NO_PASSWORD(false, "NOAUTH", "set 'spring.data.redis.password'", "port=%d"),

		WRONG_DATABASE(false, "ERR DB index is out of range", "set 'spring.data.redis.database'", "password=right",
				"port=%d", "database=99"),

		PLAIN_CLIENT_ON_A_TLS_PORT(true, "Connection", "set 'spring.data.redis.ssl.enabled' to true", "password=right",
				"port=%d"),

		TLS_CLIENT_ON_A_PLAIN_PORT(false, "no answer within", "set 'spring.data.redis.ssl.enabled' to false",
				"password=right", "port=%d", "ssl.enabled=true", "connect-timeout=300ms"),

		UNTRUSTED_CERTIFICATE(true, "unable to find valid certification path", "'spring.data.redis.ssl.bundle'",
				"password=right", "port=%d", "ssl.enabled=true");

		private final boolean tlsPort;

		private final String reason;

		private final String remedy;

		private final List<String> properties;

		Mistake(boolean tlsPort, String reason, String remedy, String... properties) {
			this.tlsPort = tlsPort;
			this.reason = reason;
			this.remedy = remedy;
			this.properties = List.of(properties);
		}

		int port() {
			return this.tlsPort ? redis.tlsPort() : redis.port();
		}

		List<String> arguments() {
			return this.properties.stream()
				.map((property) -> "--spring.data.redis." + property.formatted(port()))
				.toList();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
