/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.benchmarks.Zipf;
import io.github.resilientredis.testkit.RedisServer;

/**
 * A shop with a Redis of its own, visitors who are logged in, and a client to load it.
 * The Redis appends each write to its file, so it returns from being killed with its
 * data.
 */
final class Deployment implements AutoCloseable {

	/** Longer than anything that a shop should keep a visitor waiting. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Zipf zipf = new Zipf(1000, 0.99, 1 << 16);

	private final Flavour flavour;

	private final RedisServer redis;

	private final ShopProcess shop;

	private final LoadClient client;

	private final List<String> cookies = new ArrayList<>();

	private Deployment(Flavour flavour, int visitors, Path directory) throws IOException, InterruptedException {
		this.flavour = flavour;
		this.redis = RedisServer.builder().config("appendonly", "yes").config("appendfsync", "no").start();
		this.shop = ShopProcess.start(flavour, this.redis.port(), directory);
		this.client = new LoadClient(this.shop.port(), PATIENCE);
		for (int i = 0; i < visitors; i++) {
			this.cookies.add(this.shop.login("user-" + i));
		}
	}

	static Deployment start(Flavour flavour, int visitors, Path directory) throws IOException, InterruptedException {
		return new Deployment(flavour, visitors, directory);
	}

	Traffic traffic(int seed) {
		return new Traffic(this.zipf, this.cookies, seed);
	}

	RedisServer redis() {
		return this.redis;
	}

	ShopProcess shop() {
		return this.shop;
	}

	LoadClient client() {
		return this.client;
	}

	/** Whether the shop says of itself that it uses Redis. */
	boolean usesRedis() throws InterruptedException {
		String health = this.shop.health("");
		return switch (this.flavour) {
			case PLAIN -> health.contains("\"version\"");
			case STARTER -> health.contains("\"state\":\"AVAILABLE\"");
		};
	}

	@Override
	public void close() {
		this.client.close();
		this.shop.close();
		this.redis.close();
	}

}
