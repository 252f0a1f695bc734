/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with guard, journal and channel as they are configured automatically, and a
 * cache for each cell of the matrix.
 */
final class ContractNode implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Start a node and wait until it has found Redis, if it is to.
	 * @param server a running server
	 * @param condition what is going to happen to it
	 */
	ContractNode(RedisServer server, RedisCondition condition) {
		TestPropertyValues.of("spring.data.redis.host=" + server.host(), "spring.data.redis.port=" + server.port())
			.and(condition.properties().toArray(String[]::new))
			.and(ContractCell.all()
				.filter((cell) -> !cell.near())
				.map((cell) -> "resilient-redis.cache.caches[" + cell.cacheName() + "].local.enabled=false"))
			.applyTo(this.context);
		this.context.register(Application.class);
		this.context.refresh();
		reaches((condition.state() == GuardState.LOCAL_ONLY) ? condition.state() : GuardState.AVAILABLE);
		Awaitility.await("channel").until(this::hearsOthers);
	}

	/**
	 * Let the fault of a condition begin, and wait until the guard knows of it.
	 */
	void meets(RedisCondition condition, RedisServer server) {
		if (condition.state() == GuardState.FORCED_OPEN) {
			guard().forceOpen();
		}
		condition.begin(server);
		Awaitility.await("state").pollInSameThread().atMost(Duration.ofSeconds(10)).until(() -> {
			cache("noticing").put("key", "value");
			return guard().getState() == condition.state();
		});
	}

	private void reaches(GuardState state) {
		Awaitility.await("state").pollInterval(Duration.ofMillis(5)).until(guard()::getState, state::equals);
	}

	private boolean hearsOthers() {
		return this.context.getBeanProvider(NodeChannel.class).stream().allMatch(NodeChannel::isTrusted);
	}

	RedisGuard guard() {
		return this.context.getBean(RedisGuard.class);
	}

	CacheManager caches() {
		return this.context.getBean(CacheManager.class);
	}

	Cache cache(String name) {
		Cache cache = caches().getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	/**
	 * Lets Spring's own manager write an entry for each cell.
	 */
	void plant() {
		RedisCacheWriter writer = RedisCacheWriter.create(this.context.getBean(RedisConnectionFactory.class),
				RedisCacheWriter.RedisCacheWriterConfigurer::immediateWrites);
		RedisCacheManager springs = RedisCacheManager.builder(writer).withInitialCacheConfigurations(layouts()).build();
		springs.afterPropertiesSet();
		ContractCell.all().map(ContractCell::cacheName).map(springs::getCache).forEach((cache) -> {
			assertThat(cache).isNotNull();
			cache.put(ContractSubject.PLANTED, ContractSubject.OLD);
		});
	}

	private static Map<String, RedisCacheConfiguration> layouts() {
		return ContractCell.all().collect(Collectors.toMap(ContractCell::cacheName, ContractCell::layout));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

		@Bean
		RedisCacheManagerBuilderCustomizer cells() {
			return (builder) -> builder.withInitialCacheConfigurations(layouts());
		}

	}

}
