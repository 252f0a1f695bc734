/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.scenario.PackagedSample;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import tools.jackson.databind.JsonNode;

/**
 * A node in a JVM of its own, with a way of its own to Redis.
 */
final class SoakNode implements AutoCloseable {

	/**
	 * What is softly reachable goes at each collection, which leaves no holes that it
	 * would fill with arrays, and threads of the compiler are there from the start: what
	 * is measured is then what somebody holds.
	 */
	private static final String JVM = "-XX:SoftRefLRUPolicyMSPerMB=0 -XX:MarkSweepDeadRatio=0"
			+ " -XX:-UseDynamicNumberOfCompilerThreads";

	private final int number;

	private final RedisProxy proxy;

	private final PackagedSample sample;

	private final SampleClient http;

	private SoakNode(int number, RedisProxy proxy, PackagedSample sample) {
		this.number = number;
		this.proxy = proxy;
		this.sample = sample;
		this.http = new SampleClient(sample.port());
	}

	/**
	 * Start some.
	 * @param count how many
	 * @param redis which Redis they share
	 * @param journals where each gets a directory for its journal
	 * @param arguments of all their command lines
	 * @return the nodes
	 */
	static List<SoakNode> startAll(int count, RedisServer redis, Path journals, List<String> arguments) {
		List<SoakNode> nodes = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				nodes.add(start(i, redis, journals.resolve("node-" + i), arguments));
			}
			return nodes;
		}
		catch (RuntimeException | Error ex) {
			nodes.forEach(SoakNode::close);
			throw ex;
		}
	}

	private static SoakNode start(int number, RedisServer redis, Path journal, List<String> arguments) {
		RedisProxy proxy = RedisProxy.to(redis);
		try {
			List<String> all = new ArrayList<>(arguments);
			all.replaceAll((argument) -> argument.replace("{node}", String.valueOf(number)));
			all.add("--resilient-redis.journal.directory=" + journal);
			return new SoakNode(number, proxy,
					PackagedSample.on(redis,
							Map.of("REDIS_PORT", String.valueOf(proxy.port()), "JAVA_TOOL_OPTIONS", JVM),
							all.toArray(String[]::new)));
		}
		catch (RuntimeException | Error ex) {
			proxy.close();
			throw ex;
		}
	}

	int number() {
		return this.number;
	}

	RedisProxy proxy() {
		return this.proxy;
	}

	SampleClient http() {
		return this.http;
	}

	int port() {
		return this.sample.port();
	}

	long pid() {
		return this.sample.pid();
	}

	String log() {
		return this.sample.log();
	}

	/** Whether it uses Redis. */
	boolean isAvailable() {
		return isAvailable(state());
	}

	/** Whether it uses Redis and has told it everything. */
	boolean isSettled() {
		JsonNode state = state();
		return isAvailable(state) && state.at("/journal/records").asLong(-1) == 0;
	}

	private static boolean isAvailable(JsonNode state) {
		return state.at("/guard/state").asString().equals("AVAILABLE");
	}

	/** From memory, and only what nobody has seen yet. */
	private JsonNode state() {
		return this.http.get("/api/demo/state?after=0").json();
	}

	@Override
	public void close() {
		this.sample.close();
		this.proxy.close();
	}

	@Override
	public String toString() {
		return "node " + this.number;
	}

}
