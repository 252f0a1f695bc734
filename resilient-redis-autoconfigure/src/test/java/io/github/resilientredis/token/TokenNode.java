/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;
import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An instance of an application with revocable tokens: everything that is configured
 * automatically, and a proxy of its own on the way to Redis.
 */
final class TokenNode implements AutoCloseable {

	static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(2);

	final RedisProxy proxy;

	final GuardedTokenRevocationStore store;

	final RedisGuard guard;

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private TokenNode(RedisProxy proxy, TestPropertyValues properties) {
		this.proxy = proxy;
		try {
			properties.and("resilient-redis.tokens.enabled=true").applyTo(this.context);
			this.context.register(Application.class);
			this.context.refresh();
			this.guard = this.context.getBean(RedisGuard.class);
			this.store = this.context.getBean(GuardedTokenRevocationStore.class);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/** A node that has found Redis and knows all that is revoked. */
	static TokenNode start(RedisServer server, String... properties) {
		TokenNode node = begin(server, properties);
		node.completes();
		return node;
	}

	/** A node that may find Redis or not. */
	static TokenNode begin(RedisServer server, String... properties) {
		RedisProxy proxy = RedisProxy.to(server);
		return new TokenNode(proxy,
				TestPropertyValues.of("spring.data.redis.host=" + proxy.host())
					.and("spring.data.redis.port=" + proxy.port())
					.and(properties));
	}

	/** A node on a cluster, which it reaches without a proxy. */
	static TokenNode start(TwoMasters cluster) {
		TokenNode node = new TokenNode(RedisProxy.to(cluster.first()),
				TestPropertyValues.of("spring.data.redis.cluster.nodes=" + cluster.nodes()));
		node.completes();
		return node;
	}

	void revoke(String id) {
		this.store.revoke(id, Instant.now().plusSeconds(3600));
	}

	TokenStatus check(String id) {
		return this.store.check(id, null, Instant.now());
	}

	/** Whether this node refuses it. */
	boolean refuses(String id) {
		return this.store.isRevoked(id, null, Instant.now());
	}

	boolean isComplete() {
		return this.store.getStatus().complete();
	}

	/** How many revoked tokens are in memory. */
	long known() {
		return this.store.getStatus().tokens();
	}

	void completes() {
		awaits("complete", () -> this.guard.getState() == GuardState.AVAILABLE && isComplete());
	}

	void reaches(GuardState state) {
		awaits(state.name(), () -> this.guard.getState() == state);
	}

	static void awaits(String what, Callable<Boolean> condition) {
		Awaitility.await(what)
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(POLL)
			.atMost(SOON)
			.until(condition);
	}

	long pendingRecords() {
		return this.context.getBean(Journal.class).status().records();
	}

	Map<String, String> details() {
		return this.context.getBeansOfType(GuardedFeature.class)
			.values()
			.stream()
			.filter((feature) -> feature.name().equals("tokens"))
			.findFirst()
			.orElseThrow()
			.details()
			.get();
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
	static class Application {

	}

}
