/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@link SessionApplication} on a port, behind a proxy of its own on the way to Redis.
 */
final class SessionHttpNode implements AutoCloseable {

	private final RedisProxy proxy;

	private final ConfigurableApplicationContext context;

	private final SessionPages pages;

	private final List<GuardStateChange> changes = new CopyOnWriteArrayList<>();

	private SessionHttpNode(String name, RedisProxy proxy, ConfigurableApplicationContext context) {
		this.proxy = proxy;
		this.context = context;
		this.pages = new SessionPages(name,
				context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		guard().addListener(this.changes::add);
	}

	/**
	 * Starts a node and waits until it has found Redis.
	 * @param beans beans of the application by their names
	 */
	static SessionHttpNode start(String name, RedisServer server, Map<String, Object> beans, String... properties) {
		RedisProxy proxy = RedisProxy.to(server);
		try {
			SessionHttpNode node = new SessionHttpNode(name, proxy, run(proxy.host(), proxy.port(), beans, properties));
			node.pages.settles();
			return node;
		}
		catch (RuntimeException ex) {
			proxy.close();
			throw ex;
		}
	}

	static SessionHttpNode start(String name, RedisServer server, String... properties) {
		return start(name, server, Map.of(), properties);
	}

	/** With its sessions in the database, too. */
	static SessionHttpNode jdbc(String name, RedisServer server, DataSource database, String... properties) {
		return start(name, server, Map.of("dataSource", database),
				Stream.concat(Stream.of("resilient-redis.session.fallback=jdbc"), Stream.of(properties))
					.toArray(String[]::new));
	}

	/** Starts the application. */
	static ConfigurableApplicationContext run(String host, int port, Map<String, Object> beans, String... properties) {
		return new SpringApplicationBuilder(SessionApplication.class).web(WebApplicationType.SERVLET)
			.initializers((context) -> beans.forEach(context.getBeanFactory()::registerSingleton))
			.run(Stream
				.concat(Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"spring.main.log-startup-info=false", "spring.data.redis.host=" + host,
						"spring.data.redis.port=" + port), Stream.of(properties))
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	SessionPages pages() {
		return this.pages;
	}

	RedisGuard guard() {
		return this.context.getBean(RedisGuard.class);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	boolean isAvailable() {
		return guard().getState() == GuardState.AVAILABLE;
	}

	/** The changes of state so far. */
	int changes() {
		return this.changes.size();
	}

	void reaches(GuardState state) {
		Awaitility.await("state of " + this.pages)
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofSeconds(10))
			.until(() -> guard().getState(), state::equals);
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

	@Override
	public String toString() {
		return this.pages + " " + guard().getState();
	}

}
