/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revocations while others reload, and while Redis comes and goes.
 */
@ExtendWith(RedisKitExtension.class)
class TokenRacesIT {

	private static final String REVOKED = "resilient-redis:revoked";

	private static final int ROUNDS = 6;

	@Test
	void whatIsRevokedDuringAReloadIsNeverLost(RedisServer server) throws Exception {
		int planted = 8000;
		long base = System.currentTimeMillis() + 3_600_000;
		for (int i = 0; i < planted; i++) {
			server.command("ZADD", REVOKED, String.valueOf(base + i), "planted-" + i);
		}
		AtomicBoolean stop = new AtomicBoolean();
		AtomicInteger count = new AtomicInteger();
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			for (int round = 0; round < ROUNDS; round++) {
				stop.set(false);
				CompletableFuture<Void> revoking = CompletableFuture.runAsync(() -> {
					Random random = new Random();
					while (!stop.get()) {
						// Before, behind and among what is being read.
						Instant expiry = Instant.ofEpochMilli(base - planted + random.nextInt(3 * planted));
						one.store.revoke("race-" + count.getAndIncrement(), expiry);
					}
				});
				server.command("CLIENT", "KILL", "TYPE", "pubsub");
				TokenNode.awaits("a gap", () -> !two.isComplete());
				two.completes();
				stop.set(true);
				revoking.get(10, TimeUnit.SECONDS);
				long expected = planted + count.get();
				assertThat(server.command("ZCARD", REVOKED)).isEqualTo(expected);
				TokenNode.awaits("all known in round " + round, () -> two.known() == expected);
			}
		}
	}

	@Test
	void howeverManyRevokeTheSameWhileRedisComesAndGoesTheLatestExpiryStays(RedisServer server) throws Exception {
		Map<String, Long> latest = new ConcurrentHashMap<>();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			List<Future<?>> running = IntStream.range(0, 4)
				.<Future<?>>mapToObj((i) -> threads.submit(() -> revoke((i % 2 == 0) ? one : two, latest)))
				.toList();
			int outages = 0;
			while (running.stream().anyMatch((future) -> !future.isDone())) {
				one.proxy.refuse();
				one.reaches(GuardState.UNAVAILABLE);
				outages++;
				one.proxy.pass();
				one.reaches(GuardState.AVAILABLE);
			}
			for (Future<?> future : running) {
				future.get();
			}
			assertThat(outages).isGreaterThan(1);
			for (TokenNode node : List.of(one, two)) {
				node.completes();
				TokenNode.awaits("replayed", () -> node.pendingRecords() == 0);
			}
			latest.forEach((name, score) -> assertThat(server.command("ZSCORE", REVOKED, name)).as(name)
				.isEqualTo(String.valueOf(score)));
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void revoke(TokenNode node, Map<String, Long> latest) {
		Random random = new Random();
		long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
		while (System.nanoTime() - end < 0) {
			String name = "t-" + random.nextInt(10);
			Instant expiry = Instant.ofEpochMilli(Instant.now().toEpochMilli() + 60_000 + random.nextInt(1_000_000));
			node.store.revoke(name, expiry);
			latest.merge(name, expiry.toEpochMilli(), Math::max);
		}
	}

}
