/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.resilientredis.cache.CacheFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading without waiting, on a server that hangs and a guard that does not know it yet.
 */
@ExtendWith(RedisKitExtension.class)
class CacheRetrieveIT {

	private static final Duration BUDGET_AND_TIMEOUTS = Duration.ofSeconds(5);

	@ParameterizedTest(name = "near level {0}")
	@ValueSource(booleans = { true, false })
	void whenRedisHangsThenTheCallerDoesNotWaitAndTheFutureIsAMiss(boolean near, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = near ? fixture.cache() : fixture.cacheWithoutNearLevel();
			fixture.springs().put("known", "value");
			hang(server);
			CompletableFuture<?> answer = cache.retrieve("known");
			assertThat(answer).isNotDone();
			assertThat(answer).succeedsWithin(BUDGET_AND_TIMEOUTS).isNull();
		}
	}

	@ParameterizedTest(name = "near level {0}")
	@ValueSource(booleans = { true, false })
	void whenRedisHangsThenTheCallerDoesNotWaitAndTheLoaderRunsOnce(boolean near, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = near ? fixture.cache() : fixture.cacheWithoutNearLevel();
			AtomicInteger loads = new AtomicInteger();
			AtomicReference<Thread> loadedOn = new AtomicReference<>();
			hang(server);
			CompletableFuture<Integer> first = cache.retrieve("key", () -> {
				loadedOn.set(Thread.currentThread());
				return CompletableFuture.supplyAsync(loads::incrementAndGet);
			});
			CompletableFuture<Integer> second = cache.retrieve("key",
					() -> CompletableFuture.supplyAsync(loads::incrementAndGet));
			assertThat(first).isNotDone();
			assertThat(second).isNotDone();
			assertThat(first).succeedsWithin(BUDGET_AND_TIMEOUTS).isEqualTo(1);
			assertThat(second).succeedsWithin(BUDGET_AND_TIMEOUTS).isEqualTo(1);
			// The caller was gone before Redis was given up.
			assertThat(loadedOn).doesNotHaveValue(Thread.currentThread());
			assertThat(loads).hasValue(1);
		}
	}

	@Test
	void whenRedisHangsWhileTheLoaderRunsThenItsValueComesOutAndIsKept(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			CompletableFuture<String> slow = new CompletableFuture<>();
			AtomicInteger loads = new AtomicInteger();
			CompletableFuture<String> answer = cache.retrieve("key", () -> {
				loads.incrementAndGet();
				return slow;
			});
			Awaitility.await().until(loads::get, Integer.valueOf(1)::equals);
			hang(server);
			slow.complete("loaded");
			assertThat(answer).succeedsWithin(BUDGET_AND_TIMEOUTS).isEqualTo("loaded");
			assertThat(value(cache, "key")).isEqualTo("loaded");
			assertThat(loads).hasValue(1);
		}
	}

	private static void hang(RedisServer server) {
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			server.hang();
			unguarded.assertFails();
		}
	}

}
