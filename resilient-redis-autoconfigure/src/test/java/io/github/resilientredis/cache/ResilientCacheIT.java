/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisCommandExecutionException;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static io.github.resilientredis.cache.CacheFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The cache on a Redis that works.
 */
@ExtendWith(RedisKitExtension.class)
class ResilientCacheIT {

	@Test
	void whenReadOnceThenTheNextReadComesFromMemory(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			fixture.springs().put("one", "1");
			assertThat(value(cache, "one")).isEqualTo("1");
			server.resetStats();
			for (int i = 0; i < 100; i++) {
				assertThat(value(cache, "one")).isEqualTo("1");
			}
			assertThat(server.calls("evalsha") + server.calls("get")).isZero();
		}
	}

	@Test
	void whenReadFromRedisThenItCostsOneRoundTripOfOneScript(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			cache.get("warm-up");
			server.resetStats();
			for (int i = 0; i < 10; i++) {
				cache.get("missing");
			}
			assertThat(server.calls("evalsha")).isEqualTo(10);
			assertThat(server.calls("eval")).isZero();
		}
	}

	@Test
	void whenTheServerForgetsScriptsThenReadsGoOn(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			fixture.springs().put("one", "1");
			fixture.springs().put("two", "2");
			server.command("SCRIPT", "FLUSH");
			assertThat(value(cache, "one")).isEqualTo("1");
			server.command("SCRIPT", "FLUSH");
			assertThat(cache.retrieve("two").join()).isNotNull().extracting(Cache.ValueWrapper::get).isEqualTo("2");
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenAnEntryIsGivenALifeInRedisThenMemoryDoesNotOutliveIt(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			FakeTicker ticker = new FakeTicker();
			ResilientCache cache = fixture.cache(ticker);
			fixture.springs().put("one", "1");
			server.command("PEXPIRE", "numbers::one", "5000");
			assertThat(value(cache, "one")).isEqualTo("1");
			server.command("DEL", "numbers::one");
			ticker.advance(Duration.ofMillis(4000));
			assertThat(value(cache, "one")).isEqualTo("1");
			ticker.advance(Duration.ofMillis(1000));
			assertThat(cache.get("one")).isNull();
		}
	}

	@Test
	void whenPutThenTheEntryExpiresInRedisToo(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			fixture.cache(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1))).put("one", 1);
			assertThat((Long) server.command("PTTL", "numbers::one")).isBetween(50_000L, 60_000L);
		}
	}

	@Test
	void whenReadsProlongLifeThenEveryReadGoesToRedis(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture
				.cache(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1)).enableTimeToIdle());
			cache.put("one", 1);
			server.command("PEXPIRE", "numbers::one", "5000");
			assertThat(value(cache, "one")).isEqualTo(1);
			assertThat((Long) server.command("PTTL", "numbers::one")).isGreaterThan(50_000L);
			fixture.guard.forceOpen();
			assertThat(value(cache, "one")).isEqualTo(1);
		}
	}

	@Test
	void whenAKeyHoldsAnotherTypeThenThatIsTheCallersError(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			server.command("RPUSH", "numbers::one", "x");
			AtomicInteger loads = new AtomicInteger();
			String message = "WRONGTYPE Operation against a key holding the wrong kind of value";
			for (int i = 0; i < 30; i++) {
				assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> cache.get("one"))
					.withMessage(message);
				assertThatExceptionOfType(RedisCommandExecutionException.class)
					.isThrownBy(() -> cache.get("one", loads::incrementAndGet))
					.withMessage(message);
				assertThatExceptionOfType(RedisCommandExecutionException.class)
					.isThrownBy(() -> cache.putIfAbsent("one", 1))
					.withMessage(message);
			}
			assertThat(loads).hasValue(0);
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			cache.put("one", 1);
			assertThat(value(fixture.springs(), "one")).isEqualTo(1);
		}
	}

	@Test
	void whenAnEntryCannotBeReadThenItIsAMissAndOverwritten(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server); CapturedLog log = new CapturedLog()) {
			ResilientCache cache = fixture.cache();
			for (String key : List.of("one", "two", "three", "four")) {
				server.command("SET", "numbers::" + key, "s3cret, not java");
			}
			assertThat(cache.get("one")).isNull();
			assertThat(cache.get("two", () -> 2)).isEqualTo(2);
			assertThat(cache.putIfAbsent("three", 3)).isNull();
			assertThat(cache.retrieve("four").join()).isNull();
			cache.put("one", 1);
			assertThat(value(fixture.springs(), "one")).isEqualTo(1);
			assertThat(value(fixture.springs(), "two")).isEqualTo(2);
			assertThat(value(fixture.springs(), "three")).isEqualTo(3);
			assertThat(log.lines("Cache '")).singleElement()
				.asString()
				.contains("Cache 'numbers'", "cannot be read here")
				.doesNotContain("s3cret");
		}
	}

	@Test
	void whenAValueCannotBeWrittenThenRedisForgetsTheOlderOne(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server); CapturedLog log = new CapturedLog()) {
			ResilientCache cache = fixture.cache();
			Object value = new Object();
			for (int i = 0; i < 3; i++) {
				cache.put("one", "older");
				cache.put("one", value);
				assertThat(value(cache, "one")).isSameAs(value);
				assertThat(server.command("EXISTS", "numbers::one")).isEqualTo(0L);
			}
			assertThat(log.lines("Cache '")).singleElement()
				.asString()
				.contains("'numbers'", "java.lang.Object", "this node only");
		}
	}

	@Test
	void whenClearedThenOnlyThisCacheIsEmpty(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCacheConfiguration configuration = ResilientCacheConfiguration
				.of(RedisCacheConfiguration.defaultCacheConfig());
			ResilientCache cache = fixture.cache("n*[a]?\\", configuration);
			ResilientCache other = fixture.cache("numbers[a]x\\", configuration);
			for (int i = 0; i < 5_000; i++) {
				cache.put(i, i);
			}
			other.put(1, "other");
			server.resetStats();
			assertThat(cache.invalidate()).isTrue();
			assertThat(server.command("DBSIZE")).isEqualTo(1L);
			assertThat(server.calls("keys") + server.calls("flushdb") + server.calls("flushall")).isZero();
			assertThat(server.calls("unlink")).isBetween(5L, 20L);
			assertThat(cache.get(4_999)).isNull();
			assertThat(value(other, 1)).isEqualTo("other");
			assertThat(cache.invalidate()).isFalse();
		}
	}

	@Test
	void whenRetrievedThenTheLoaderRunsWhereItMayWait(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			AtomicReference<Boolean> mayWait = new AtomicReference<>();
			String value = cache.retrieve("one", () -> {
				mayWait.set(Threads.mayWait());
				return CompletableFuture.completedFuture("loaded");
			}).join();
			assertThat(value).isEqualTo("loaded");
			assertThat(mayWait).hasValue(true);
			assertThat(value(fixture.springs(), "one")).isEqualTo("loaded");
		}
	}

	@Test
	void whenChangedOnAnEventLoopThenItDoesNotWait(RedisServer server) throws Exception {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			ResilientCache other = fixture.cache("other",
					ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()));
			cache.put("one", 1);
			other.put("one", 1);
			server.hang();
			AtomicReference<Duration> waited = new AtomicReference<>();
			Thread eventLoop = new FastThreadLocalThread(() -> {
				long start = System.nanoTime();
				cache.put("two", 2);
				cache.evict("one");
				cache.put("three", 3);
				other.clear();
				waited.set(Duration.ofNanos(System.nanoTime() - start));
			});
			eventLoop.start();
			eventLoop.join();
			server.resume();
			assertThat(waited.get()).isLessThan(Duration.ofMillis(100));
			assertThat(value(cache, "three")).isEqualTo(3);
			assertThat(cache.get("one")).isNull();
			Awaitility.await().until(() -> Long.valueOf(0).equals(server.command("EXISTS", "other::one")));
		}
	}

}
