/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that Redis carries out long after their callers gave up. A server takes 16 KB
 * from each connection in turn: what is behind a queue on an old connection comes after
 * what is first on a new one.
 */
@ExtendWith(RedisKitExtension.class)
class LateCommandIT {

	private static final Log logger = LogFactory.getLog(LateCommandIT.class);

	private static final String CACHES = "spring.cache.cache-names=books";

	private static final int TRIES = 3;

	/** Reads that keep the server busy for a while: short to send and slow to answer. */
	private static final int QUEUED = 20_000;

	private static final byte[] BUSY = "test-kit:busy".getBytes(StandardCharsets.US_ASCII);

	@Test
	void withoutAGuardASetLandsAfterADeletionAcknowledgedOnANewConnection(RedisServer server) throws Exception {
		makeBusy(server);
		int landed = 0;
		for (int i = 0; i < TRIES; i++) {
			landed += landsAfterDeletion(server, "key " + i) ? 1 : 0;
		}
		logger.warn(landed + " of " + TRIES + " late SETs landed after an acknowledged DEL");
		assertThat(landed).isEqualTo(TRIES);
	}

	@Test
	void afterRecoveryALateSetDoesNotBringAnEvictedValueBack(RedisServer server) {
		makeBusy(server);
		try (CacheNode node = CacheNode.start("one", server, CACHES)) {
			for (int i = 0; i < TRIES; i++) {
				String key = "key " + i;
				node.cache("books").put(key, "before");
				server.hang();
				queue(node, QUEUED);
				node.cache("books").put(key, "late");
				node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(3));
				node.cache("books").evict(key);
				assertThat(node.cache("books").get(key)).isNull();
				server.resume();
				node.reaches(GuardState.AVAILABLE, Duration.ofSeconds(2));
				staysDead(server, node, key);
			}
		}
	}

	@Test
	void afterRecoveryAPutHeldBackByTheLineDoesNotBringAnEvictedValueBack(RedisServer server) {
		makeBusy(server);
		try (CacheNode one = CacheNode.start("one", server, CACHES);
				CacheNode two = CacheNode.start("two", server, CACHES)) {
			holdBackAPut(server, one, two);
			one.proxy().pass();
			one.settles(Duration.ofSeconds(5));
			staysDead(server, one, "key");
			assertThat(two.cache("books").get("key")).isNull();
		}
	}

	@Test
	void aPutDeliveredAfterTheRecoveryDoesNotBringAnEvictedValueBack(RedisServer server) {
		makeBusy(server);
		try (CacheNode one = CacheNode.start("one", server, CACHES);
				CacheNode two = CacheNode.start("two", server, CACHES)) {
			holdBackAPut(server, one, two);
			one.proxy().passNewOnly();
			one.settles(Duration.ofSeconds(5));
			one.proxy().pass();
			staysDead(server, one, "key");
			assertThat(two.cache("books").get("key")).isNull();
		}
	}

	/** One has put a value, the other has evicted it; only Redis has not heard of one. */
	private static void holdBackAPut(RedisServer server, CacheNode one, CacheNode two) {
		two.cache("books").put("key", "before");
		one.proxy().blackHole();
		queue(one, 100);
		one.cache("books").put("key", "held back");
		one.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(3));
		two.cache("books").evict("key");
		assertThat(server.command("EXISTS", "books::key")).isEqualTo(0L);
	}

	/** Keeps the server busy, or the circuit informed. */
	private static void queue(CacheNode node, int commands) {
		RedisOperation operation = RedisOperation.once("test.busy").within(Duration.ofMillis(400));
		for (int i = 0; i < commands; i++) {
			node.guard().submit(operation, (redis) -> redis.bitcount(BUSY));
		}
	}

	private static void staysDead(RedisServer server, CacheNode node, String key) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.during(Duration.ofSeconds(1))
			.atMost(Duration.ofSeconds(2))
			.failFast(() -> {
				assertThat(server.command("EXISTS", "books::" + key)).as(key + " in Redis").isEqualTo(0L);
				assertThat(node.cache("books").get(key)).as(key + " on " + node).isNull();
			})
			.until(() -> true);
	}

	private static void makeBusy(RedisServer server) {
		server.command("SETRANGE", new String(BUSY, StandardCharsets.US_ASCII), String.valueOf(60_000), "x");
	}

	private static boolean landsAfterDeletion(RedisServer server, String key) throws Exception {
		RedisClient client = RedisClient.create(RedisURI.create(server.host(), server.port()));
		try (StatefulRedisConnection<String, String> old = client.connect();
				StatefulRedisConnection<String, String> fresh = client.connect()) {
			server.hang();
			old.setAutoFlushCommands(false);
			RedisAsyncCommands<String, String> queue = old.async();
			List<RedisFuture<?>> queued = new ArrayList<>();
			for (int i = 0; i < QUEUED; i++) {
				queued.add(queue.bitcount(new String(BUSY, StandardCharsets.US_ASCII)));
			}
			queued.add(queue.set(key, "late"));
			old.flushCommands();
			RedisFuture<Long> deleted = fresh.async().del(key);
			server.resume();
			deleted.get();
			boolean landedBefore = queued.get(queued.size() - 1).isDone();
			Awaitility.await().until(() -> server.command("EXISTS", key), Long.valueOf(1)::equals);
			return !landedBefore;
		}
		finally {
			client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		}
	}

}
