/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with every feature that is started and ended over and over, with Redis
 * and without by turns: nothing of it stays.
 */
@ExtendWith(RedisKitExtension.class)
class ReopenedContextsIT {

	private static final Log logger = LogFactory.getLog(ReopenedContextsIT.class);

	/** Far fewer than a context that stays would hold. */
	private static final int CLASSES_EACH = 50;

	private static final int TIMES = Boolean.getBoolean("resilient-redis.tests.long") ? 50 : 20;

	/** By then, or nearly, all classes are loaded that ever will be. */
	private static final int WARM_UP = TIMES - 10;

	@Test
	void nothingStaysOfContextsThatAreClosed(RedisServer server, RedisProxy proxy, @TempDir Path journal)
			throws Exception {
		Remains first = null;
		long start = System.nanoTime();
		for (int i = 1; i <= TIMES; i++) {
			boolean up = i % 2 == 0;
			if (up) {
				proxy.pass();
			}
			else {
				proxy.refuse();
			}
			use(i, up, proxy, journal);
			if (i == WARM_UP) {
				first = Remains.of(server);
			}
		}
		proxy.pass();
		Remains last = Remains.of(server);
		logger.warn("reopened " + TIMES + " times in " + Duration.ofNanos(System.nanoTime() - start).toSeconds()
				+ " s: " + first + ", then " + last);
		assertThat(first).isNotNull();
		assertThat(last.threads()).as("threads").isLessThanOrEqualTo(first.threads() + 2);
		assertThat(last.files()).as("file descriptors").isLessThanOrEqualTo(first.files() + 4);
		assertThat(last.connections()).as("connections").isEqualTo(first.connections());
		assertThat(last.beans()).as("MXBeans").isEqualTo(first.beans());
		assertThat(last.classes()).as("classes")
			.isLessThanOrEqualTo(first.classes() + CLASSES_EACH * (TIMES - WARM_UP));
	}

	private static void use(int number, boolean up, RedisProxy proxy, Path journal) {
		new WebApplicationContextRunner().withUserConfiguration(ClientApplication.class)
			.withPropertyValues("resilient-redis.tokens.enabled=true",
					"resilient-redis.throttle.limits.pages.rate=1000/1s", "spring.data.redis.host=" + proxy.host(),
					"spring.data.redis.port=" + proxy.port(), "resilient-redis.journal.directory=" + journal)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Awaitility.await()
					.pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofMillis(2))
					.until(() -> context.getBean(RedisGuard.class)
						.getState() == (up ? GuardState.AVAILABLE : GuardState.UNAVAILABLE));
				new Features(context).round(number);
			});
	}

	/**
	 * What is there once threads that are about to end have ended.
	 */
	private record Remains(int threads, long files, long connections, int beans, int classes) {

		static Remains of(RedisServer server) throws Exception {
			Awaitility.await()
				.atMost(Duration.ofSeconds(8))
				.until(() -> Thread.getAllStackTraces()
					.keySet()
					.stream()
					.map(Thread::getName)
					.noneMatch((name) -> name.startsWith("resilient-redis") || name.startsWith("lettuce")));
			System.gc();
			try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
				return new Remains(ManagementFactory.getThreadMXBean().getThreadCount(), files.count(),
						server.connectedClients(), ManagementFactory.getPlatformMBeanServer().getMBeanCount(),
						ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
			}
		}

	}

}
