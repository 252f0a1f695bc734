/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.TimeoutOptions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The application's own connections on a real server: blocking commands block, everything
 * else is bounded.
 */
@ExtendWith(RedisKitExtension.class)
class ClientTuningIT {

	private static final Duration BLOCK = Duration.ofSeconds(2);

	private static final int THREADS = 8;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class,
						ClientTuningAutoConfiguration.class, RedisGuardAutoConfiguration.class))
		.withPropertyValues("resilient-redis.local-only=true");

	@Test
	void withoutTuningAShortTimeoutCutsBlockingCommands(RedisServer server) {
		on(server).withPropertyValues("resilient-redis.enabled=false", "spring.data.redis.timeout=500ms")
			.run((context) -> {
				StringRedisTemplate redis = redis(context);
				connect(redis);
				assertThatExceptionOfType(QueryTimeoutException.class)
					.isThrownBy(() -> redis.opsForList().leftPop("queue", BLOCK));
			});
	}

	@Test
	void blockingCommandsKeepTheirBlockTime(RedisServer server) {
		// Each takes a connection from the pool, and one is the shared one.
		on(server).withPropertyValues("spring.data.redis.lettuce.pool.max-active=" + (THREADS + 1)).run((context) -> {
			StringRedisTemplate redis = redis(context);
			connect(redis);
			assertThat(atOnce(() -> pop(redis, BLOCK))).hasSize(THREADS).allSatisfy(ClientTuningIT::blocked);
			assertThat(atOnce(() -> read(redis, BLOCK))).hasSize(THREADS).allSatisfy(ClientTuningIT::blocked);
			ReactiveStringRedisTemplate reactive = context.getBean(ReactiveStringRedisTemplate.class);
			assertThat(timed(() -> reactive.opsForList().leftPop("queue", BLOCK).block()))
				.satisfies(ClientTuningIT::blocked);
		});
	}

	@Test
	void aBlockingCommandReturnsWhatArrives(RedisServer server) {
		on(server).run((context) -> {
			StringRedisTemplate redis = redis(context);
			connect(redis);
			ExecutorService other = Executors.newSingleThreadExecutor();
			Future<Outcome> popped = other.submit(() -> pop(redis, Duration.ZERO));
			Awaitility.await()
				.during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(2))
				.until(() -> !popped.isDone());
			server.command("RPUSH", "queue", "first");
			assertThat(popped.get().result()).isEqualTo("first");
			other.shutdown();
		});
	}

	@Test
	void blockingCommandsKeepTheirBlockTimeInACluster() {
		try (RedisServer server = RedisServer.builder().config("cluster-enabled", "yes").start()) {
			server.command(
					Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), IntStream.range(0, 16384).mapToObj(String::valueOf))
						.toArray(String[]::new));
			Awaitility.await().until(() -> String.valueOf(server.command("CLUSTER", "INFO")).contains("state:ok"));
			this.runner.withPropertyValues("spring.data.redis.cluster.nodes=" + server.host() + ":" + server.port())
				.run((context) -> {
					StringRedisTemplate redis = redis(context);
					connect(redis);
					assertThat(pop(redis, BLOCK)).satisfies(ClientTuningIT::blocked);
					server.hang();
					assertThat(atOnce(() -> get(redis))).allSatisfy(ClientTuningIT::timedOut);
				});
		}
	}

	@Test
	void whenRedisHangsThenEachCommandFailsAfterTheTimeout(RedisServer server) {
		on(server).run((context) -> {
			StringRedisTemplate redis = redis(context);
			connect(redis);
			assertThat(pop(redis, Duration.ofMillis(100)).failure()).isNull();
			server.hang();
			assertThat(atOnce(() -> get(redis))).hasSize(THREADS).allSatisfy(ClientTuningIT::timedOut);
		});
	}

	@Test
	void whenRedisHangsThenABlockingCommandFailsAfterBlockTimeAndTimeout(RedisServer server) {
		on(server).withPropertyValues("spring.data.redis.lettuce.pool.enabled=true").run((context) -> {
			StringRedisTemplate redis = redis(context);
			connect(redis);
			ExecutorService other = Executors.newSingleThreadExecutor();
			Future<Outcome> popped = other.submit(() -> pop(redis, BLOCK));
			Awaitility.await()
				.until(() -> String.valueOf(server.command("INFO", "clients")).contains("blocked_clients:1"));
			server.hang();
			assertThat(popped.get().failure()).isInstanceOf(QueryTimeoutException.class);
			assertThat(popped.get().took()).isBetween(Duration.ofMillis(2400), Duration.ofMillis(4000));
			other.shutdown();
		});
	}

	@Test
	void whenTheApplicationSetNoLimitsInTheClientThenTheTimeoutHoldsStill(RedisServer server) {
		on(server)
			.withBean(LettuceClientOptionsBuilderCustomizer.class,
					() -> (options) -> options.timeoutOptions(TimeoutOptions.create()))
			.run((context) -> {
				StringRedisTemplate redis = redis(context);
				connect(redis);
				server.hang();
				assertThat(get(redis)).satisfies(ClientTuningIT::timedOut);
			});
	}

	@Test
	void whenRedisHangsThenConnectingIsBounded(RedisServer server) {
		server.hang();
		on(server).run((context) -> {
			Outcome outcome = get(redis(context));
			assertThat(outcome.failure()).isInstanceOf(RedisConnectionFailureException.class);
			assertThat(outcome.took()).isLessThan(Duration.ofMillis(1500));
		});
	}

	@Test
	void whenRedisIsAwayThenCommandsAreRejectedAndItsReturnIsNoticedSoon(RedisServer server) {
		on(server).run((context) -> {
			StringRedisTemplate redis = redis(context);
			connect(redis);
			server.kill();
			Awaitility.await()
				.pollDelay(Duration.ofSeconds(3))
				.untilAsserted(() -> assertThat(get(redis)).satisfies((outcome) -> {
					assertThat(outcome.failure()).isNotNull();
					assertThat(outcome.took()).isLessThan(Duration.ofMillis(100));
				}));
			server.startUp();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofSeconds(1))
				.until(() -> get(redis).failure() == null);
		});
	}

	private ApplicationContextRunner on(RedisServer server) {
		return this.runner.withPropertyValues("spring.data.redis.host=" + server.host(),
				"spring.data.redis.port=" + server.port());
	}

	private static StringRedisTemplate redis(ApplicationContext context) {
		return context.getBean(StringRedisTemplate.class);
	}

	/** On a busy machine the very first connection may take longer than the timeout. */
	private static void connect(StringRedisTemplate redis) {
		Awaitility.await().untilAsserted(() -> redis.opsForValue().set("key", "value"));
	}

	private static Outcome get(StringRedisTemplate redis) {
		return timed(() -> redis.opsForValue().get("key"));
	}

	private static Outcome pop(StringRedisTemplate redis, Duration block) {
		return timed(() -> redis.opsForList().leftPop("queue", block));
	}

	@SuppressWarnings("unchecked")
	private static Outcome read(StringRedisTemplate redis, Duration block) {
		return timed(() -> {
			List<?> messages = redis.opsForStream()
				.read(StreamReadOptions.empty().block(block), StreamOffset.create("stream", ReadOffset.from("0-0")));
			return (messages == null || messages.isEmpty()) ? null : messages;
		});
	}

	private static void blocked(Outcome outcome) {
		assertThat(outcome.failure()).isNull();
		assertThat(outcome.result()).isNull();
		assertThat(outcome.took()).isBetween(Duration.ofMillis(1950), Duration.ofMillis(3500));
	}

	private static void timedOut(Outcome outcome) {
		assertThat(outcome.failure()).isInstanceOf(QueryTimeoutException.class);
		assertThat(outcome.took()).isBetween(Duration.ofMillis(490), Duration.ofMillis(1500));
	}

	private static List<Outcome> atOnce(Callable<Outcome> call) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Outcome> outcomes = new ArrayList<>();
			for (Future<Outcome> future : threads.invokeAll(Collections.nCopies(THREADS, call))) {
				outcomes.add(future.get());
			}
			return outcomes;
		}
		finally {
			threads.shutdown();
		}
	}

	private static Outcome timed(Callable<@Nullable Object> call) {
		long begin = System.nanoTime();
		Object result = null;
		Exception failure = null;
		try {
			result = call.call();
		}
		catch (Exception ex) {
			failure = ex;
		}
		return new Outcome(result, failure, Duration.ofNanos(System.nanoTime() - begin));
	}

	private record Outcome(@Nullable Object result, @Nullable Exception failure, Duration took) {

	}

}
