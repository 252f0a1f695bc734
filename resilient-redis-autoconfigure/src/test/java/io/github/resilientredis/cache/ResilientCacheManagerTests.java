/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How caches come into being.
 */
class ResilientCacheManagerTests {

	private final OtherNodes others = new OtherNodes();

	private final ResilientCacheConfiguration configuration = ResilientCacheConfiguration
		.of(RedisCacheConfiguration.defaultCacheConfig());

	private final ResilientCacheManager manager = new ResilientCacheManager(
			new CacheBackend(new SettableGuard(GuardState.UNAVAILABLE), Journal.none(), this.others),
			this.configuration, Map.of("fixed", this.configuration), true);

	private final List<String> told = new CopyOnWriteArrayList<>();

	@Test
	void aListenerHearsOfEachCacheOnce() {
		this.manager.afterPropertiesSet();
		cache("early");
		this.manager.onCacheCreated((cache) -> this.told.add(cache.getName()));
		assertThat(this.told).containsExactlyInAnyOrder("fixed", "early");
		cache("late");
		cache("late");
		cache("early");
		this.manager.initializeCaches();
		cache("late");
		assertThat(this.told).containsExactlyInAnyOrder("fixed", "early", "late");
	}

	@Test
	void memoryIsDroppedCacheByCacheAndFilledAnew() {
		this.manager.afterPropertiesSet();
		assertThat(this.manager.dropNearLevels()).containsEntry("fixed", 0L);
		Cache late = cache("late");
		late.put("a", 1);
		late.put("b", 2);
		cache("fixed").put("a", 3);
		assertThat(this.manager.dropNearLevels()).containsExactly(Map.entry("fixed", 1L), Map.entry("late", 2L));
		assertThat(late.get("a")).isNull();
		assertThat(cache("fixed").get("a")).isNull();
		late.put("a", 4);
		assertThat(late.get("a", Integer.class)).isEqualTo(4);
	}

	@Test
	void aListenerIsGivenTheCacheItself() {
		List<Cache> given = new ArrayList<>();
		this.manager.onCacheCreated(given::add);
		this.manager.setTransactionAware(true);
		assertThat(cache("late")).isInstanceOfSatisfying(TransactionAwareCacheDecorator.class,
				(decorator) -> assertThat(given).containsExactly(decorator.getTargetCache()));
	}

	@Test
	void aListenerThatFailsHurtsNobody() {
		try (CapturedLog log = new CapturedLog()) {
			this.manager.onCacheCreated((cache) -> {
				throw new IllegalStateException("no meters");
			});
			this.manager.onCacheCreated((cache) -> this.told.add(cache.getName()));
			cache("late").put("key", 1);
			assertThat(CacheFixture.value(cache("late"), "key")).isEqualTo(1);
			assertThat(this.told).containsExactly("late");
			assertThat(log.lines("Cache 'late' works, but a listener failed on its creation")).hasSize(1);
		}
	}

	@Test
	void aCacheThatManyAskForAtOnceHearsOfOtherNodesChanges() throws Exception {
		for (int i = 0; i < 200; i++) {
			String name = "cache" + i;
			Cache cache = atOnce(name);
			cache.put("key", "old");
			this.others.changedAll(name);
			assertThat(cache.get("key")).as("after another node cleared " + name).isNull();
		}
	}

	private Cache atOnce(String name) throws Exception {
		CyclicBarrier together = new CyclicBarrier(3);
		List<CompletableFuture<Cache>> made = IntStream.range(0, 3).mapToObj((i) -> {
			CompletableFuture<Cache> future = new CompletableFuture<>();
			new Thread(() -> {
				try {
					together.await();
					future.complete(cache(name));
				}
				catch (Exception ex) {
					future.completeExceptionally(ex);
				}
			}).start();
			return future;
		}).toList();
		for (CompletableFuture<Cache> one : made) {
			assertThat(one.get()).isSameAs(made.get(0).get());
		}
		return made.get(0).get();
	}

	private Cache cache(String name) {
		Cache cache = this.manager.getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

}
