/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An outage is two lines in the log, however many requests it meets. One minute with
 * {@code -Plong}.
 */
@ExtendWith(RedisKitExtension.class)
class OutageLogIT {

	private static final Duration OUTAGE = Duration
		.ofSeconds(Boolean.getBoolean("resilient-redis.tests.long") ? 60 : 6);

	@Test
	void onlyChangesOfStateAreLogged(RedisServer redis) throws InterruptedException {
		Load load = new Load();
		try (RunningSample sample = RunningSample.on(redis.host(), redis.port(),
				"--resilient-redis.cache.caches.rates.local.time-to-live=50ms")) {
			sample.await(GuardState.AVAILABLE, Duration.ofSeconds(5));
			Lines lines = Lines.begin();
			SampleClient client = sample.client();
			List<Load.Request> mix = List.of(answers("rates", client, "/api/rates?base=EUR"),
					answers("health", client, "/api/health/"), answers("actuator", client, "/actuator/health"));
			for (int i = 0; i < 8; i++) {
				load.client("client-" + i, 0, mix);
			}
			redis.kill();
			long from = System.nanoTime();
			sample.await(GuardState.UNAVAILABLE, Duration.ofSeconds(2));
			Awaitility.await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(5)).until(() -> true);
			Samples during = load.between(from, System.nanoTime());
			redis.startUp();
			sample.await(GuardState.AVAILABLE, Duration.ofSeconds(2));
			Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> lines.texts().size(), (size) -> size >= 3);
			load.close();
			lines.end();
			assertThat(during.problems()).isEmpty();
			assertThat(during.size()).isGreaterThan(500 * (int) OUTAGE.toSeconds() / 6);
			LoggerFactory.getLogger("figures")
				.warn("{} lines during an outage of {} s with {} requests: {}", lines.texts().size(),
						OUTAGE.toSeconds(), during.size(), lines.texts());
			assertThatNothingElseIsSaid(lines);
		}
		finally {
			load.close();
		}
	}

	private static void assertThatNothingElseIsSaid(Lines lines) {
		assertThat(lines.texts()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("Redis connection failed, using fallback: connection lost"),
				// It was killed without a snapshot.
				(line) -> assertThat(line)
					.isEqualTo("Redis has lost data (EMPTIED): what this node wrote meanwhile is written again"),
				(line) -> assertThat(line)
					.matches("Redis recovered after [0-9.]+m?s: [0-9]+ journal records replayed"));
	}

	private static Load.Request answers(String kind, SampleClient client, String path) {
		return new Load.Request(kind, () -> {
			int status = client.get(path).status();
			return (status == 200) ? "" : String.valueOf(status);
		});
	}

	/** What all loggers of the application write; filled by their threads. */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final Queue<String> texts = new ConcurrentLinkedQueue<>();

		static Lines begin() {
			Lines lines = new Lines();
			lines.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
			lines.start();
			root().addAppender(lines);
			return lines;
		}

		void end() {
			root().detachAppender(this);
			stop();
		}

		Queue<String> texts() {
			return this.texts;
		}

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
				this.texts.add(event.getFormattedMessage());
			}
		}

		private static ch.qos.logback.classic.Logger root() {
			return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
		}

	}

}
