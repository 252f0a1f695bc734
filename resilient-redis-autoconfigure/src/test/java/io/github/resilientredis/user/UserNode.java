/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance of an application with users: everything that is configured automatically,
 * and a proxy of its own on the way to Redis.
 */
final class UserNode implements AutoCloseable {

	static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration POLL = Duration.ofMillis(2);

	final @Nullable RedisProxy proxy;

	final GuardedUserRegistry users;

	final RedisGuard guard;

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private UserNode(@Nullable RedisProxy proxy, TestPropertyValues properties) {
		this.proxy = proxy;
		try {
			properties.applyTo(this.context);
			this.context.register(Application.class);
			this.context.refresh();
			this.guard = this.context.getBean(RedisGuard.class);
			this.users = this.context.getBean(GuardedUserRegistry.class);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/** A node that has found Redis. */
	static UserNode start(RedisServer server, String... properties) {
		UserNode node = begin(server, properties);
		node.settles();
		return node;
	}

	/** A node that may find Redis or not. */
	static UserNode begin(RedisServer server, String... properties) {
		RedisProxy proxy = RedisProxy.to(server);
		return new UserNode(proxy,
				TestPropertyValues.of("spring.data.redis.host=" + proxy.host())
					.and("spring.data.redis.port=" + proxy.port())
					.and(properties));
	}

	/** A node without Redis. */
	static UserNode alone(String... properties) {
		return new UserNode(null, TestPropertyValues.of("resilient-redis.local-only=true").and(properties));
	}

	/** A node on a cluster, which it reaches without a proxy. */
	static UserNode start(TwoMasters cluster) {
		UserNode node = new UserNode(null, TestPropertyValues.of("spring.data.redis.cluster.nodes=" + cluster.nodes()));
		node.settles();
		return node;
	}

	UserProfile register(String name) {
		return this.users.register(newUser(name));
	}

	static NewUser newUser(String name) {
		return NewUser.of(name + "@Example.org", name)
			.withHandle("name", name)
			.withAttribute("passwordHash", "secret-of-" + name);
	}

	static String email(String name) {
		return name + "@example.org";
	}

	/** All users, page by page. */
	List<UserProfile> all(int size) {
		List<UserProfile> all = new ArrayList<>();
		String cursor = null;
		int pages = 0;
		do {
			UserPage page = this.users.page(cursor, size);
			all.addAll(page.users());
			cursor = page.next();
			assertThat(pages++).as("pages").isLessThan(100_000);
		}
		while (cursor != null);
		return all;
	}

	List<UserConflictEvent> events() {
		return this.context.getBean(Application.class).events;
	}

	/** All that was accepted is in Redis, and the others are heard. */
	void settles() {
		NodeChannel channel = this.context.getBean(NodeChannel.class);
		awaits("settled",
				() -> this.guard.getState() == GuardState.AVAILABLE && pendingRecords() == 0 && channel.isTrusted());
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
			.filter((feature) -> feature.name().equals("users"))
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
			if (this.proxy != null) {
				this.proxy.close();
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		final List<UserConflictEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void conflict(UserConflictEvent event) {
			this.events.add(event);
		}

	}

}
