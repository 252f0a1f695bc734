/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.Cache.ValueRetrievalException;

import static io.github.resilientredis.cache.CacheFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The cache on a Redis that fails.
 */
@ExtendWith(RedisKitExtension.class)
class ResilientCacheFaultsIT {

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	static Stream<Named<Consumer<RedisServer>>> faults() {
		return Stream.of(Named.of("killed", RedisServer::kill), Named.of("hung", RedisServer::hang));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void whenRedisFailsThenCachedValuesAreServedAndOthersLoadedOnce(Consumer<RedisServer> fault, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server);
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			ResilientCache cache = fixture.cache();
			fixture.springs().put("known", "value");
			assertThat(value(cache, "known")).isEqualTo("value");
			unguarded.assertWorks();
			fault.accept(server);
			unguarded.assertFails();
			AtomicInteger loads = new AtomicInteger();
			long start = System.nanoTime();
			assertThat(value(cache, "known")).isEqualTo("value");
			assertThat(cache.get("new", loads::incrementAndGet)).isEqualTo(1);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET_AND_TIMEOUT.plusSeconds(2));
			assertThat(cache.get("new", loads::incrementAndGet)).isEqualTo(1);
			assertThat(cache.retrieve("newer", () -> CompletableFuture.supplyAsync(loads::incrementAndGet)).join())
				.isEqualTo(2);
			assertThat(cache.get("unknown")).isNull();
			cache.put("put", 5);
			assertThat(value(cache, "put")).isEqualTo(5);
			cache.evict("known");
			assertThat(cache.get("known")).isNull();
			cache.clear();
			assertThat(cache.get("put")).isNull();
			assertThat(loads).hasValue(2);
		}
	}

	@ParameterizedTest
	@MethodSource("faults")
	void whenRedisFailsThenALoadersExceptionComesOutUnchanged(Consumer<RedisServer> fault, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server);
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			ResilientCache cache = fixture.cache();
			unguarded.assertWorks();
			fault.accept(server);
			unguarded.assertFails();
			AtomicInteger loads = new AtomicInteger();
			Exception business = new Exception("business");
			assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("one", () -> {
				loads.incrementAndGet();
				throw business;
			})).satisfies((ex) -> assertThat(ex.getCause()).isSameAs(business));
			assertThat(loads).hasValue(1);
		}
	}

	@Test
	void whenRedisFailsDuringTheLoadThenTheLoaderStillRanOnce(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server);
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			ResilientCache cache = fixture.cache();
			unguarded.assertWorks();
			AtomicInteger loads = new AtomicInteger();
			assertThat(cache.get("one", () -> {
				server.kill();
				unguarded.assertFails();
				return loads.incrementAndGet();
			})).isEqualTo(1);
			assertThat(value(cache, "one")).isEqualTo(1);
			assertThat(loads).hasValue(1);
		}
	}

	@Test
	void whenRedisIsBackThenItIsUsedAgain(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			server.kill();
			cache.put("during", 1);
			fixture.reaches(GuardState.UNAVAILABLE);
			server.startUp();
			fixture.reaches(GuardState.AVAILABLE);
			cache.put("after", 2);
			assertThat(value(fixture.springs(), "after")).isEqualTo(2);
			server.resetStats();
			assertThat(cache.get("unknown")).isNull();
			assertThat(server.calls("evalsha")).isPositive();
		}
	}

}
