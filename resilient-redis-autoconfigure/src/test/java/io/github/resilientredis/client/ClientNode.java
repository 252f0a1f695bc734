/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running {@link ClientApplication} and what it did.
 */
final class ClientNode implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final Features features;

	private final List<GuardStateChange> changes = new CopyOnWriteArrayList<>();

	private ClientNode(ConfigurableApplicationContext context) {
		this.context = context;
		this.features = new Features(context);
		guard().addListener(this.changes::add);
	}

	/** Starts one, which need not find Redis. */
	static ClientNode start(String host, int port, String... properties) {
		return new ClientNode(new SpringApplicationBuilder(ClientApplication.class).web(WebApplicationType.SERVLET)
			.run(arguments(host, port, properties)));
	}

	/** Starts one and waits until it has found Redis, and its own beats. */
	static ClientNode connected(String host, int port, String... properties) {
		ClientNode node = start(host, port, properties);
		try {
			node.settles(Duration.ofSeconds(10));
			node.changes.clear();
			return node;
		}
		catch (RuntimeException ex) {
			node.close();
			throw ex;
		}
	}

	static String[] arguments(String host, int port, String... properties) {
		return Stream
			.concat(Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "resilient-redis.tokens.enabled=true",
					"resilient-redis.throttle.limits.pages.rate=1000/1s", "spring.data.redis.host=" + host,
					"spring.data.redis.port=" + port), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
	}

	/** How many requests have come in. */
	int requests() {
		return this.context.getBean(ClientApplication.Rounds.class).requests.get();
	}

	/** Where it answers. */
	URI uri(String path) {
		return URI.create(
				"http://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	Features features() {
		return this.features;
	}

	RedisGuard guard() {
		return this.context.getBean(RedisGuard.class);
	}

	/** The changes of state since it was connected. */
	List<GuardState> went() {
		return this.changes.stream().map(GuardStateChange::current).toList();
	}

	long pendingRecords() {
		return this.context.getBean(Journal.class).status().records();
	}

	boolean hearsOthers() {
		return this.context.getBean(NodeChannel.class).isTrusted();
	}

	/** Waits until Redis is in use, has all records, and messages of others are heard. */
	Duration settles(Duration atMost) {
		return until(atMost,
				() -> guard().getState() == GuardState.AVAILABLE && pendingRecords() == 0 && hearsOthers());
	}

	Duration reaches(GuardState state, Duration atMost) {
		return until(atMost, () -> guard().getState() == state);
	}

	private Duration until(Duration atMost, Callable<Boolean> condition) {
		long start = System.nanoTime();
		Awaitility.await("the application settles")
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(atMost)
			.until(condition);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Override
	public String toString() {
		return guard().getStatus() + ", " + pendingRecords() + " records, hears others: " + hearsOthers() + ", went "
				+ went();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
