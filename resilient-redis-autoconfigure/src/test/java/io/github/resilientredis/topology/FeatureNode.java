/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.autoconfigure.ClientTuningAutoConfiguration;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheAutoConfiguration;
import io.github.resilientredis.autoconfigure.health.RedisGuardHealthAutoConfiguration;
import io.github.resilientredis.autoconfigure.session.ResilientSessionAutoConfiguration;
import io.github.resilientredis.autoconfigure.throttle.ThrottleAutoConfiguration;
import io.github.resilientredis.autoconfigure.token.TokenAutoConfiguration;
import io.github.resilientredis.autoconfigure.user.UserRegistryAutoConfiguration;
import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.health.RedisGuardHealthIndicator;
import io.github.resilientredis.journal.DurableWriteHandler;
import io.github.resilientredis.journal.DurableWrites;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.token.TokenRevocationStore;
import io.github.resilientredis.user.UserRegistry;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.awaitility.Awaitility;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * A node of an application that uses all features, set up by properties alone.
 */
final class FeatureNode implements AutoCloseable {

	/** What the node's own connections begin their names with. */
	static final String CLIENT_NAME = "resilient-redis";

	/** Admits a thousand a second and key, so that load goes through. */
	static final String LIMIT = "requests";

	/** Stands before the key of each {@link DurableWrites durable write}. */
	static final String WRITTEN = "resilient-redis:written:";

	private static final String WRITE = "write";

	private static final Duration SOON = Duration.ofSeconds(20);

	private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

	private FeatureNode(List<String> properties, List<Class<?>> configuration) {
		this.context.setServletContext(new MockServletContext());
		this.context.register(Application.class);
		configuration.forEach(this.context::register);
		TestPropertyValues
			.of("resilient-redis.tokens.enabled=true", "resilient-redis.throttle.limits." + LIMIT + ".rate=1000/1s",
					"resilient-redis.throttle.limits.leased.rate=1000/1m",
					"resilient-redis.throttle.limits.leased.precision=leased")
			.and(properties.toArray(String[]::new))
			.applyTo(this.context);
	}

	/**
	 * Starts a node and returns at once, whether or not it has found Redis.
	 * @param properties which Redis, and what else is to be set
	 * @param configuration what an application would have to write in Java
	 * @return the node
	 */
	static FeatureNode start(List<String> properties, List<Class<?>> configuration) {
		FeatureNode node = new FeatureNode(properties, configuration);
		try {
			node.context.refresh();
			return node;
		}
		catch (RuntimeException ex) {
			node.close();
			throw ex;
		}
	}

	/** Waits until Redis is in use, and the other nodes are heard. */
	FeatureNode connected() {
		reaches(GuardState.AVAILABLE);
		Awaitility.await().atMost(SOON).until(() -> this.context.getBean(NodeChannel.class).isTrusted());
		return this;
	}

	void reaches(GuardState state) {
		Awaitility.await()
			.atMost(SOON)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> guard().getState(), state::equals);
	}

	/** Waits until nothing waits for Redis any longer. */
	void settles() {
		Awaitility.await()
			.atMost(SOON)
			.until(() -> guard().getState() == GuardState.AVAILABLE && journal().status().records() == 0);
	}

	RedisGuard guard() {
		return this.context.getBean(RedisGuard.class);
	}

	Journal journal() {
		return this.context.getBean(Journal.class);
	}

	ResilientCache cache(String name) {
		Cache cache = this.context.getBean(CacheManager.class).getCache(name);
		return (ResilientCache) Objects.requireNonNull(cache);
	}

	ResilientSessionRepository sessions() {
		return this.context.getBean(ResilientSessionRepository.class);
	}

	Throttle throttle() {
		return this.context.getBean(Throttle.class);
	}

	UserRegistry users() {
		return this.context.getBean(UserRegistry.class);
	}

	TokenRevocationStore tokens() {
		return this.context.getBean(TokenRevocationStore.class);
	}

	/** Has a value written under {@link #WRITTEN} and the key, now or later. */
	void write(String key, String value) {
		this.context.getBean(DurableWrites.class)
			.submit(WRITE, (WRITTEN + key).getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
	}

	Health health() {
		return this.context.getBean(RedisGuardHealthIndicator.class).health();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ SslAutoConfiguration.class, ClientTuningAutoConfiguration.class,
			DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class,
			ResilientCacheAutoConfiguration.class, ResilientSessionAutoConfiguration.class,
			SessionAutoConfiguration.class, ThrottleAutoConfiguration.class, TokenAutoConfiguration.class,
			UserRegistryAutoConfiguration.class, RedisGuardHealthAutoConfiguration.class })
	static class Application {

		@Bean
		DurableWriteHandler writes() {
			return new Writes();
		}

	}

	/** Sets what is to be written. */
	private static final class Writes implements DurableWriteHandler {

		@Override
		public String type() {
			return WRITE;
		}

		@Override
		public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
			return redis.set(key, payload);
		}

	}

}
