/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.resilientredis.cache.CacheFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when several things happen to a key at once.
 */
@ExtendWith(RedisKitExtension.class)
class ResilientCacheRacesIT {

	private static final int THREADS = 16;

	@Test
	void whenAnEvictionRacesAReadThenTheReadDoesNotBringTheValueBack(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			fixture.springs().put("one", "old");
			fixture.guard.afterNextAnswer(() -> cache.evict("one"));
			assertThat(value(cache, "one")).isEqualTo("old");
			assertThat(cache.get("one")).as("after the eviction").isNull();
		}
	}

	@Test
	void whenAClearRacesAReadThenTheReadDoesNotBringTheValueBack(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			fixture.springs().put("one", "old");
			fixture.guard.afterNextAnswer(cache::clear);
			assertThat(value(cache, "one")).isEqualTo("old");
			assertThat(cache.get("one")).as("after the clear").isNull();
		}
	}

	@Test
	void whenAnotherReadsDuringAnEvictionThenTheValueStaysDead(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			cache.put("one", "old");
			// A reader between our two levels: memory has forgotten, Redis has not yet.
			fixture.guard.afterNextAnswer(() -> {
				fixture.springs().put("one", "old");
				cache.get("one");
				server.command("DEL", "numbers::one");
			});
			cache.evict("one");
			assertThat(cache.get("one")).as("after the eviction").isNull();
		}
	}

	@Test
	void whenAValueChangesDuringItsLoadThenTheOldOneIsNotCached(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			assertThat(cache.get("one", () -> {
				cache.evict("one");
				return "old";
			})).isEqualTo("old");
			assertThat(cache.get("one")).isNull();
			assertThat(cache.get("two", () -> {
				cache.put("two", "new");
				return "old";
			})).isEqualTo("old");
			assertThat(value(cache, "two")).isEqualTo("new");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenManyThreadsMissAKeyThenItIsLoadedOnce(boolean near, RedisServer server) throws Exception {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = near ? fixture.cache() : fixture.cacheWithoutNearLevel();
			AtomicInteger loads = new AtomicInteger();
			CyclicBarrier start = new CyclicBarrier(THREADS);
			ExecutorService executor = Executors.newFixedThreadPool(THREADS);
			try {
				List<Future<String>> results = new ArrayList<>();
				for (int i = 0; i < THREADS; i++) {
					results.add(executor.submit(() -> {
						start.await();
						return cache.get("one", () -> {
							pause(Duration.ofMillis(50));
							return "load " + loads.incrementAndGet();
						});
					}));
				}
				for (Future<String> result : results) {
					assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("load 1");
				}
				assertThat(loads).hasValue(1);
			}
			finally {
				executor.shutdownNow();
			}
		}
	}

	@Test
	void whenALoaderTakesLongThenThatIsNotRediss(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			for (int i = 0; i < 6; i++) {
				// Longer than the timeout of a command.
				assertThat(cache.get("slow " + i, () -> {
					pause(Duration.ofMillis(600));
					return "loaded";
				})).isEqualTo("loaded");
			}
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			assertThat(fixture.guard.getStatus().lastError()).isNull();
			assertThat(server.command("EXISTS", "numbers::slow 5")).isEqualTo(1L);
		}
	}

	private static void pause(Duration duration) throws InterruptedException {
		assertThat(new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
	}

}
