/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.sample.SampleApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The embedded server lives as long as the application.
 */
class EmbeddedRedisIT {

	@Test
	void whenTheApplicationStopsThenItsRedisStops() throws IOException {
		ProcessHandle server;
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class,
				"--server.port=0")) {
			EmbeddedRedis redis = context.getBean(EmbeddedRedis.class);
			assertThat(context.getBean(DataRedisConnectionDetails.class)).isSameAs(redis);
			server = ProcessHandle.of(redis.pid()).orElseThrow();
			assertThat(server.isAlive()).isTrue();
			assertThat(ping(redis)).isEqualTo("+PONG");
		}
		assertThat(server.isAlive()).isFalse();
	}

	@Test
	void whenItIsClosedThenNeitherProcessNorFilesAreLeft() throws IOException {
		EmbeddedRedis redis = EmbeddedRedis.start();
		assertThat(redis.directory()).exists();
		redis.close();
		assertThat(redis.directory()).doesNotExist();
		assertThat(ProcessHandle.of(redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
		redis.close();
	}

	@Test
	void whenTheApplicationGetsASigtermThenItsRedisStops() throws Exception {
		Path log = Files.createTempFile("sample-app-", ".log");
		Process application = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), SampleApplication.class.getName(), "--server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(log).contains("Started Sample"));
			Matcher pid = Pattern.compile("Embedded Redis is at .*\\(pid (\\d+)\\)").matcher(Files.readString(log));
			assertThat(pid.find()).isTrue();
			ProcessHandle server = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
			assertThat(server.isAlive()).isTrue();
			application.destroy();
			assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
			assertThat(server.isAlive()).isFalse();
		}
		finally {
			application.descendants().forEach(ProcessHandle::destroyForcibly);
			application.destroyForcibly();
			Files.delete(log);
		}
	}

	private static String ping(EmbeddedRedis redis) throws IOException {
		try (Socket socket = new Socket(redis.getStandalone().getHost(), redis.getStandalone().getPort())) {
			socket.setSoTimeout(2000);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
		}
	}

}
