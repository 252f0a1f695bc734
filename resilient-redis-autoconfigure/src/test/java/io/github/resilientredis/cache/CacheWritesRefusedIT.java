/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cache on a Redis that serves reads and refuses writes.
 */
@ExtendWith(RedisKitExtension.class)
class CacheWritesRefusedIT {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final String CACHES = "spring.cache.cache-names=books,films";

	private static final int MANY = 300;

	@ParameterizedTest
	@EnumSource
	void readsComeFromRedisAndNothingFailsAndNothingDeadComesBack(Refusal refusal, RedisServer server) {
		try (CacheNode one = CacheNode.start("one", server, CACHES);
				CacheNode two = CacheNode.start("two", server, CACHES);
				CapturedLog log = new CapturedLog()) {
			prepare(server, one, two);
			begin(refusal, server);
			one.cache("books").put("first", "written during");
			two.cache("books").put("second", "written during");
			one.reaches(GuardState.WRITES_REFUSED, A_SECOND);
			two.reaches(GuardState.WRITES_REFUSED, A_SECOND);
			readsComeFromRedis(server, one);
			writesAreVisibleHereAtOnce(one);
			if (refusal == Refusal.OOM) {
				removalsReachRedisAtOnce(server, one);
			}
			else {
				// They are hidden from this node, not gone.
				assertThat(server.command("EXISTS", "books::evicted 1", "films::cleared 1")).isEqualTo(2L);
			}
			assertThat(one.guard().getState()).isEqualTo(GuardState.WRITES_REFUSED);
			refusal.heal.accept(server);
			one.reaches(GuardState.AVAILABLE, A_SECOND);
			two.reaches(GuardState.AVAILABLE, A_SECOND);
			one.settles(Duration.ofSeconds(5));
			two.settles(Duration.ofSeconds(5));
			nothingIsDead(server, one, two);
			eachChangeIsOneLine(log, one, two);
		}
	}

	/** Both nodes hold in memory what is going to end, and nothing of the rest. */
	private static void prepare(RedisServer server, CacheNode one, CacheNode two) {
		try (PlainCaches plain = PlainCaches.of(server)) {
			for (int i = 0; i < MANY; i++) {
				plain.cache("books").put("only in Redis " + i, "value " + i);
				plain.cache("books").put("evicted " + i, "old");
				plain.cache("books").put("changed " + i, "old");
				plain.cache("films").put("cleared " + i, "old");
			}
			plain.cache("books").put("kept", "kept");
		}
		for (CacheNode node : List.of(one, two)) {
			for (int i = 0; i < MANY; i += 2) {
				assertThat(get(node, "books", "evicted " + i)).isEqualTo("old");
				assertThat(get(node, "books", "changed " + i)).isEqualTo("old");
				assertThat(get(node, "films", "cleared " + i)).isEqualTo("old");
			}
		}
	}

	private static void begin(Refusal refusal, RedisServer server) {
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			refusal.begin.accept(server);
			assertThat(unguarded.assertWriteFails()).hasMessageContaining(refusal.name());
			assertThat(unguarded.get("books::kept")).isNotNull();
		}
	}

	private static void readsComeFromRedis(RedisServer server, CacheNode node) {
		long before = server.calls("get") + server.calls("evalsha");
		for (int i = 0; i < MANY; i++) {
			assertThat(get(node, "books", "only in Redis " + i)).isEqualTo("value " + i);
		}
		assertThat(server.calls("get") + server.calls("evalsha") - before).isGreaterThanOrEqualTo(MANY);
	}

	private static void writesAreVisibleHereAtOnce(CacheNode node) {
		Cache books = node.cache("books");
		for (int i = 0; i < MANY; i++) {
			books.evict("evicted " + i);
			assertThat(get(node, "books", "evicted " + i)).isNull();
			books.put("changed " + i, "new");
			assertThat(get(node, "books", "changed " + i)).isEqualTo("new");
			books.put("put and evicted " + i, "short-lived");
			books.evict("put and evicted " + i);
			assertThat(books.get("put and evicted " + i, () -> "loaded")).isEqualTo("loaded");
		}
		node.cache("films").clear();
		for (int i = 0; i < MANY; i++) {
			assertThat(get(node, "films", "cleared " + i)).isNull();
		}
	}

	private static void removalsReachRedisAtOnce(RedisServer server, CacheNode one) {
		for (int i = 0; i < MANY; i++) {
			one.cache("books").put("changed " + i, "newer");
			one.cache("books").evict("changed " + i);
			assertThat(server.command("EXISTS", "books::evicted " + i, "books::changed " + i)).isEqualTo(0L);
			assertThat(server.command("EXISTS", "films::cleared " + i)).isEqualTo(0L);
		}
	}

	private static void nothingIsDead(RedisServer server, CacheNode one, CacheNode two) {
		try (PlainCaches plain = PlainCaches.of(server)) {
			for (int i = 0; i < MANY; i++) {
				for (CacheNode node : List.of(one, two)) {
					assertThat(get(node, "books", "evicted " + i)).as(node.name()).isNull();
					assertThat(get(node, "books", "changed " + i)).as(node.name()).isNotEqualTo("old");
					assertThat(get(node, "films", "cleared " + i)).as(node.name()).isNull();
					assertThat(get(node, "books", "only in Redis " + i)).as(node.name()).isEqualTo("value " + i);
				}
				assertThat(plain.get("books", "evicted " + i)).isNull();
				assertThat(plain.get("books", "changed " + i)).isNotEqualTo("old");
				assertThat(plain.get("films", "cleared " + i)).isNull();
				assertThat(plain.get("books", "put and evicted " + i)).isNotEqualTo("short-lived");
			}
			assertThat(plain.get("books", "kept")).isEqualTo("kept");
			one.cache("books").put("after", "written after");
			assertThat(plain.get("books", "after")).isEqualTo("written after");
			assertThat(get(two, "books", "after")).isEqualTo("written after");
		}
	}

	private static void eachChangeIsOneLine(CapturedLog log, CacheNode one, CacheNode two) {
		for (CacheNode node : List.of(one, two)) {
			assertThat(node.changes()).extracting(GuardStateChange::current)
				.contains(GuardState.WRITES_REFUSED)
				.endsWith(GuardState.AVAILABLE);
		}
		// Lines are written on the thread that tells listeners, one after the other.
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(log.linesOf(RedisGuard.class)).as("changes " + one.changes() + two.changes())
						.filteredOn((line) -> !line.startsWith("Redis connection established"))
						.hasSameSizeAs(concat(one.changes(), two.changes())));
		assertThat(log.lines("Redis recovered after")).hasSize(2);
	}

	private static List<GuardStateChange> concat(List<GuardStateChange> some, List<GuardStateChange> others) {
		return Stream.of(some, others).flatMap(List::stream).toList();
	}

	private static @Nullable Object get(CacheNode node, String cache, String key) {
		Cache.ValueWrapper wrapper = node.cache(cache).get(key);
		return (wrapper != null) ? wrapper.get() : null;
	}

	/**
	 * Why writes are refused, named as Redis does.
	 */
	enum Refusal {

		READONLY(RedisServer::makeReadOnly, RedisServer::makeWritable),

		OOM(RedisServer::fillMemory, RedisServer::freeMemory),

		MISCONF(RedisServer::failSnapshots, RedisServer::allowSnapshots);

		private final Consumer<RedisServer> begin;

		private final Consumer<RedisServer> heal;

		Refusal(Consumer<RedisServer> begin, Consumer<RedisServer> heal) {
			this.begin = begin;
			this.heal = heal;
		}

	}

}
