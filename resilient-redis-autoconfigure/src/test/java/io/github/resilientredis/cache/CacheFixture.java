/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStatus;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RedisAction;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with our cache manager and one with Spring's own, on one Redis.
 */
final class CacheFixture implements AutoCloseable {

	final Node guard;

	private final LettuceConnectionFactory springs;

	CacheFixture(RedisServer server) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(server.host(), server.port());
		this.springs = new LettuceConnectionFactory(configuration);
		this.springs.start();
		this.guard = new Node(new LettuceConnectionFactory(configuration));
		reaches(GuardState.AVAILABLE);
	}

	void reaches(GuardState state) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(3))
			.until(this.guard::getState, state::equals);
	}

	ResilientCache cache() {
		return cache(RedisCacheConfiguration.defaultCacheConfig());
	}

	ResilientCache cache(RedisCacheConfiguration configuration) {
		return cache("numbers", ResilientCacheConfiguration.of(configuration));
	}

	ResilientCache cacheWithoutNearLevel() {
		return cache("numbers", ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig())
			.withNear(new NearLevelSettings(false, 1, Duration.ofSeconds(1))));
	}

	ResilientCache cache(Ticker ticker) {
		return cache("numbers", ResilientCacheConfiguration.of(RedisCacheConfiguration.defaultCacheConfig()), ticker);
	}

	ResilientCache cache(String name, ResilientCacheConfiguration configuration) {
		return cache(name, configuration, Ticker.systemTicker());
	}

	private ResilientCache cache(String name, ResilientCacheConfiguration configuration, Ticker ticker) {
		Cache cache = new ResilientCacheManager(CacheBackend.of(this.guard), configuration, Map.of(), true, ticker)
			.getCache(name);
		assertThat(cache).isInstanceOf(ResilientCache.class);
		return (ResilientCache) cache;
	}

	Cache springs() {
		return springs("numbers", RedisCacheConfiguration.defaultCacheConfig());
	}

	Cache springs(String name, RedisCacheConfiguration configuration) {
		RedisCacheWriter writer = RedisCacheWriter.create(this.springs,
				RedisCacheWriter.RedisCacheWriterConfigurer::immediateWrites);
		Cache cache = RedisCacheManager.builder(writer).cacheDefaults(configuration).build().getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	static @Nullable Object value(Cache cache, Object key) {
		Cache.ValueWrapper wrapper = cache.get(key);
		assertThat(wrapper).as("cached value").isNotNull();
		return wrapper.get();
	}

	@Override
	public void close() {
		this.guard.close();
		this.springs.destroy();
	}

	/**
	 * A real guard, with something to do between an answer of Redis and its arrival.
	 */
	static final class Node implements RedisGuard, AutoCloseable {

		private final LettuceRedisGuard guard;

		private final AtomicReference<@Nullable Runnable> afterNextAnswer = new AtomicReference<>();

		Node(LettuceConnectionFactory connectionFactory) {
			GuardSettings settings = GuardSettings.defaults();
			this.guard = new LettuceRedisGuard(connectionFactory, settings,
					new RequestBudgets(settings.requestBudget()), Clock.systemUTC());
			this.guard.afterPropertiesSet();
		}

		void afterNextAnswer(Runnable action) {
			this.afterNextAnswer.set(action);
		}

		@Override
		public <T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
			T answer = this.guard.await(operation, action);
			Runnable then = this.afterNextAnswer.getAndSet(null);
			if (then != null) {
				then.run();
			}
			return answer;
		}

		@Override
		public <T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation,
				AsyncRedisAction<T> action) {
			return this.guard.submit(operation, action);
		}

		@Override
		public <T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action) {
			return this.guard.execute(operation, action);
		}

		@Override
		public GuardState getState() {
			return this.guard.getState();
		}

		@Override
		public GuardStatus getStatus() {
			return this.guard.getStatus();
		}

		@Override
		public void forceOpen() {
			this.guard.forceOpen();
		}

		@Override
		public void release() {
			this.guard.release();
		}

		@Override
		public void addListener(GuardListener listener) {
			this.guard.addListener(listener);
		}

		@Override
		public void removeListener(GuardListener listener) {
			this.guard.removeListener(listener);
		}

		@Override
		public void close() {
			this.guard.destroy();
		}

	}

}
