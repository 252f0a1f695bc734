/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The return of Redis after an outage in which much was evicted.
 */
@ExtendWith(RedisKitExtension.class)
class RecoveryRateIT {

	private static final Log logger = LogFactory.getLog(RecoveryRateIT.class);

	private static final int RECORDS = 100_000;

	private static final int RATE = 10_000;

	private static final int THREADS = 4;

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	private static final Pattern RECOVERED = Pattern.compile("Redis recovered after (\\S+): (\\d+) journal records.*");

	@Test
	void whenRedisReturnsThenTheBacklogIsGoneSoonAndRequestsAreServedMeanwhile(RedisServer server) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try (CacheNode node = CacheNode.start("one", server, "spring.cache.cache-names=numbers,requests");
				CapturedLog log = new CapturedLog()) {
			fill(server);
			kill(server);
			evictAll(node);
			AtomicBoolean over = new AtomicBoolean();
			List<Future<List<Duration>>> requests = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				String thread = "thread " + i;
				requests.add(threads.submit(() -> request(node.cache("requests"), thread, over)));
			}
			node.proxy().refuse();
			server.startUp();
			assertThat(left(server)).as("entries that Redis came back with").isEqualTo(RECORDS);
			long answered = System.nanoTime();
			node.proxy().pass();
			node.reaches(GuardState.AVAILABLE, Duration.ofSeconds(30));
			Duration took = Duration.ofNanos(System.nanoTime() - answered);
			over.set(true);
			assertThat(left(server)).as("entries left").isZero();
			report(log, took, requests);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void fill(RedisServer server) {
		server.command("EVAL", "for i = 0, ARGV[1] - 1 do redis.call('set', 'numbers::' .. i, 'old') end", "0",
				String.valueOf(RECORDS));
		assertThat(left(server)).isEqualTo(RECORDS);
	}

	private static void kill(RedisServer server) {
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			server.snapshot();
			server.kill();
			unguarded.assertFails();
		}
	}

	private static void evictAll(CacheNode node) {
		Cache numbers = node.cache("numbers");
		for (int i = 0; i < RECORDS; i++) {
			numbers.evict(i);
		}
		node.reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(1));
		assertThat(node.pendingRecords()).as("records in the journal").isGreaterThanOrEqualTo(RECORDS);
	}

	/** One request after the other, each for another key, which has to be loaded. */
	private static List<Duration> request(Cache cache, String thread, AtomicBoolean over) {
		List<Duration> waits = new ArrayList<>();
		while (!over.get()) {
			String key = thread + " " + waits.size();
			long start = System.nanoTime();
			assertThat(cache.get(key, () -> "loaded")).isEqualTo("loaded");
			waits.add(Duration.ofNanos(System.nanoTime() - start));
			LockSupport.parkNanos(1_000_000);
		}
		return waits;
	}

	private static void report(CapturedLog log, Duration took, List<Future<List<Duration>>> requests) throws Exception {
		List<Duration> waits = new ArrayList<>();
		for (Future<List<Duration>> request : requests) {
			waits.addAll(request.get());
		}
		waits.sort(Duration::compareTo);
		Awaitility.await().until(() -> !log.lines("Redis recovered after").isEmpty());
		String line = log.lines("Redis recovered after").get(0);
		Matcher recovered = RECOVERED.matcher(line);
		assertThat(recovered.matches()).as(line).isTrue();
		long replayed = Long.parseLong(recovered.group(2));
		long rate = replayed * 1000 / Math.max(1, took.toMillis());
		logger.warn(line + ". From its being reachable to AVAILABLE " + took.toMillis() + " ms, " + rate
				+ " records/s; meanwhile " + waits.size() + " requests, the slowest in "
				+ waits.get(waits.size() - 1).toNanos() / 1000 + " us, 99 % in "
				+ waits.get(waits.size() * 99 / 100).toNanos() / 1000 + " us");
		assertThat(replayed).isGreaterThanOrEqualTo(RECORDS);
		assertThat(rate).as("records/s").isGreaterThanOrEqualTo(RATE);
		assertThat(waits).hasSizeGreaterThan(100);
		assertThat(waits.get(waits.size() - 1)).as("slowest request").isLessThan(BUDGET_AND_TIMEOUT);
	}

	private static long left(RedisServer server) {
		Object count = server.command("EVAL", "return #redis.call('keys', 'numbers::*')", "0");
		return (count != null) ? (Long) count : -1;
	}

}
