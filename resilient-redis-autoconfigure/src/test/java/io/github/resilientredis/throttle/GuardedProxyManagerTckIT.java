/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.tck.AbstractDistributedBucketTest;
import io.github.bucket4j.tck.ProxyManagerSpec;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * Bucket4j's own tests of distributed buckets, on our proxy manager; they take 40 s. They
 * leave behind one idle thread, {@code pool-n-thread-1}, that nobody else can end.
 */
@ExtendWith(RedisKitExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class GuardedProxyManagerTckIT extends AbstractDistributedBucketTest {

	private final RedisServer server;

	private final LettuceRedisGuard guard;

	GuardedProxyManagerTckIT(RedisServer server) {
		this.server = server;
		GuardSettings settings = GuardSettings.defaults();
		this.guard = new LettuceRedisGuard(
				new LettuceConnectionFactory(new RedisStandaloneConfiguration(server.host(), server.port())), settings,
				new RequestBudgets(settings.requestBudget()), Clock.systemUTC());
	}

	@BeforeAll
	void connect() {
		this.guard.start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(this.guard::getState, GuardState.AVAILABLE::equals);
		specs = List.of(new ProxyManagerSpec<>("on the guard", GuardedProxyManagerTckIT::newKey,
				() -> GuardedProxyManager.builder(this.guard))
			.checkExpiration());
	}

	@AfterAll
	void disconnect() {
		specs = List.of();
		this.guard.destroy();
	}

	private static byte[] newKey() {
		return ("tck:" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
	}

	/** It skips in silence what a proxy manager says that it cannot do. */
	@Test
	void theTestsOfBucket4jSkipNothing() {
		assertThat(GuardedProxyManager.builder(this.guard).isExpireAfterWriteSupported()).isTrue();
		assertThat(GuardedProxyManager.builder(this.guard).build().isExpireAfterWriteSupported()).isTrue();
		assertThat(GuardedProxyManager.builder(this.guard).build().isAsyncModeSupported()).isTrue();
		assertThat(specs()).hasSize(1).allMatch((spec) -> spec.expirationSupported);
	}

	@Test
	void whenABucketWasUsedThenItIsInRedis() {
		byte[] key = newKey();
		assertThat(bucket(key, 10).tryConsume(1)).isTrue();
		assertThat(this.server.command("KEYS", "*" + new String(key, StandardCharsets.UTF_8))).asInstanceOf(LIST)
			.hasSize(1);
	}

	/** Bucket4j's tests never have two managers on one bucket. */
	@Test
	void whenTwoNodesConsumeOneBucketThenTogetherTheyGetWhatItHolds() throws Exception {
		byte[] key = newKey();
		List<Bucket> nodes = List.of(bucket(key, 1000), bucket(key, 1000));
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Long>> consumers = Stream.concat(nodes.stream(), nodes.stream())
				.<Callable<Long>>map((bucket) -> () -> consume(bucket, 400))
				.toList();
			long consumed = 0;
			for (Future<Long> one : threads.invokeAll(consumers)) {
				consumed += one.get();
			}
			assertThat(consumed).isEqualTo(1000);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenAnotherNodeChangedABucketThenThisOneDoesNotAnswerFromWhatItSawBefore() {
		byte[] key = newKey();
		Bucket one = bucket(key, 10);
		Bucket other = bucket(key, 10);
		assertThat(one.getAvailableTokens()).isEqualTo(10);
		assertThat(other.tryConsumeAsMuchAsPossible()).isEqualTo(10);
		assertThat(one.getAvailableTokens()).isZero();
		other.addTokens(1);
		assertThat(one.tryConsume(1)).isTrue();
	}

	private static long consume(Bucket bucket, int attempts) {
		return IntStream.range(0, attempts).filter((attempt) -> bucket.tryConsume(1)).count();
	}

	/** A manager of its own, like another node's. */
	private Bucket bucket(byte[] key, long capacity) {
		return GuardedProxyManager.builder(this.guard)
			.build()
			.builder()
			.build(key,
					() -> BucketConfiguration.builder()
						.addLimit((limit) -> limit.capacity(capacity).refillGreedy(1, Duration.ofDays(1)))
						.build());
	}

}
