/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalStatus;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance of an application: everything that is configured automatically, and a proxy
 * of its own on the way to Redis, so that it can be cut off alone. What a test asks it is
 * what a user could: its caches, its state, its health.
 */
public final class CacheNode implements AutoCloseable {

	private final String name;

	private final RedisProxy proxy;

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final List<GuardStateChange> changes = new CopyOnWriteArrayList<>();

	private CacheNode(String name, RedisProxy proxy) {
		this.name = name;
		this.proxy = proxy;
	}

	/**
	 * Starts a node and waits until it has found Redis.
	 * @param name what to call it in messages
	 * @param server a running server
	 * @param properties further properties, as {@code name=value}
	 * @return the node
	 */
	public static CacheNode start(String name, RedisServer server, String... properties) {
		RedisProxy proxy = RedisProxy.to(server);
		return new CacheNode(name, proxy).started(TestPropertyValues.of("spring.data.redis.host=" + proxy.host())
			.and("spring.data.redis.port=" + proxy.port())
			.and(properties));
	}

	/**
	 * Starts a node on a cluster, which it reaches without a proxy.
	 * @param name what to call it in messages
	 * @param cluster a running cluster
	 * @return the node
	 */
	public static CacheNode start(String name, TwoMasters cluster) {
		return new CacheNode(name, RedisProxy.to(cluster.first()))
			.started(TestPropertyValues.of("spring.data.redis.cluster.nodes=" + cluster.nodes()));
	}

	private CacheNode started(TestPropertyValues properties) {
		try {
			properties.applyTo(this.context);
			this.context.register(Application.class);
			this.context.refresh();
			reaches(GuardState.AVAILABLE, Duration.ofSeconds(5));
			guard().addListener(this.changes::add);
			return this;
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	public String name() {
		return this.name;
	}

	public RedisProxy proxy() {
		return this.proxy;
	}

	public RedisGuard guard() {
		return this.context.getBean(RedisGuard.class);
	}

	public Cache cache(String cacheName) {
		Cache cache = this.context.getBean(CacheManager.class).getCache(cacheName);
		assertThat(cache).as("cache " + cacheName).isNotNull();
		return cache;
	}

	/** The changes of state since it had found Redis. */
	public List<GuardStateChange> changes() {
		// Listeners hear of a change a moment after it.
		return this.changes.stream().filter((change) -> change.previous() != GuardState.CONNECTING).toList();
	}

	public void reaches(GuardState state, Duration atMost) {
		Awaitility.await("state of " + this.name)
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(atMost)
			.until(() -> guard().getState(), state::equals);
	}

	/**
	 * Whether this node has nothing more to do: Redis is in use, all records are there,
	 * and the other nodes are heard.
	 */
	public boolean isSettled() {
		return guard().getState() == GuardState.AVAILABLE && pendingRecords() == 0 && hearsOthers();
	}

	/** Waits until the node has had nothing more to do for a second. */
	public void settles(Duration atMost) {
		Awaitility.await("quiet of " + this.name)
			.pollInSameThread()
			.pollInterval(Duration.ofMillis(10))
			.during(Duration.ofSeconds(1))
			.atMost(atMost)
			.until(this::isSettled);
	}

	public boolean hearsOthers() {
		return this.context.getBeanProvider(NodeChannel.class).stream().allMatch(NodeChannel::isTrusted);
	}

	/** What health {@code redis} says. */
	public Health health() {
		Health health = this.context.getBean("redisHealthContributor", HealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

	public MeterRegistry meters() {
		return this.context.getBean(MeterRegistry.class);
	}

	/** How many records wait for Redis. */
	public long pendingRecords() {
		return journal().records();
	}

	/** How many bytes of records are held. */
	public long journalBytes() {
		return journal().bytes();
	}

	private JournalStatus journal() {
		return this.context.getBean(Journal.class).status();
	}

	/** State and backlog, for messages. */
	@Override
	public String toString() {
		return this.name + "[" + guard().getStatus() + ", journal " + journal() + ", hears others " + hearsOthers()
				+ "]";
	}

	@Override
	public void close() {
		try {
			this.context.close();
		}
		finally {
			this.proxy.close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
