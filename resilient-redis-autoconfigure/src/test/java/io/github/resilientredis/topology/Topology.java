/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.github.resilientredis.testkit.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A kind of Redis that is running, what has to be set to use it, and how to see that it
 * is used that way. For one thread.
 */
final class Topology implements AutoCloseable {

	/** The key of the marker, which a node writes as soon as it has found Redis. */
	private static final String MARKER = "resilient-redis:marker";

	private static final int MASTERS = 3;

	private final List<String> properties = new ArrayList<>();

	private final List<Class<?>> configuration = new ArrayList<>();

	private final List<RedisServer> servers;

	private final Function<String, RedisServer> holder;

	private final Runnable end;

	private final List<String> traits = new ArrayList<>();

	private Runnable use = () -> {
	};

	private String database = "0";

	/**
	 * Makes one.
	 * @param servers those that clients are to be connected with
	 * @param holder which of them a key has to be on
	 * @param end ends all of it
	 */
	Topology(List<RedisServer> servers, Function<String, RedisServer> holder, Runnable end) {
		this.servers = servers;
		this.holder = holder;
		this.end = end;
	}

	static Topology of(RedisServer server) {
		return new Topology(List.of(server), (key) -> server, server::close);
	}

	/** Adds what an application sets. */
	Topology set(String... pairs) {
		this.properties.addAll(Arrays.asList(pairs));
		return this;
	}

	/** Adds what an application writes in Java. */
	Topology configure(Class<?> type) {
		this.configuration.add(type);
		return this;
	}

	/**
	 * Adds what {@code CLIENT LIST} says of each connection of the library, if the server
	 * says anything about it.
	 * @param trait name and value
	 */
	Topology recognize(String trait) {
		this.traits.add(trait);
		return this;
	}

	/** Says in which database keys have to be. */
	Topology inDatabase(String number) {
		this.database = number;
		return set("spring.data.redis.database=" + number).recognize("db=" + number);
	}

	/** Adds what has to be true when all features have been used. */
	Topology finallySee(Runnable assertion) {
		this.use = assertion;
		return this;
	}

	List<String> properties() {
		return this.properties;
	}

	List<Class<?>> configuration() {
		return this.configuration;
	}

	List<RedisServer> servers() {
		return this.servers;
	}

	/** Whether there is a marker, in Cluster one on each master. */
	boolean isMarked() {
		return holds(MARKER) || this.servers.stream()
			.filter((server) -> server.command("KEYS", MARKER + ":{*}") instanceof List<?> keys && keys.size() == 1)
			.count() >= MASTERS;
	}

	boolean holds(String key) {
		RedisServer server = this.holder.apply(key);
		if (!this.database.equals("0")) {
			server.command("SELECT", this.database);
		}
		return Long.valueOf(1).equals(server.command("EXISTS", key));
	}

	/** Asserts that the library's connections are what they have to be. */
	void assertUsed() {
		for (RedisServer server : this.servers) {
			List<String> clients = String.valueOf(server.command("CLIENT", "LIST"))
				.lines()
				.filter((line) -> line.contains(" name=" + FeatureNode.CLIENT_NAME))
				.toList();
			assertThat(clients).as(server::toString).isNotEmpty();
			for (String trait : this.traits) {
				assertThat(clients).filteredOn((line) -> line.contains(trait.replaceAll("=.*", "=")))
					.allSatisfy((line) -> assertThat(line + " ").contains(" " + trait + " "));
			}
		}
		this.use.run();
	}

	@Override
	public void close() {
		this.end.run();
	}

}
