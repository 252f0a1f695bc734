/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.resilientredis.testkit.RedisServer;

/**
 * Who uses the nodes, and how often: about a hundred calls a second in all, of which few
 * compute the hash of a password, so that several soaks can share a machine.
 */
final class Population {

	private static final int MEMBERS = 12;

	private static final int HOLDERS = 4;

	private final List<SoakNode> nodes;

	private final Calls calls;

	private final History history;

	private final Random seeds;

	private final Limit demo;

	private final Limit login;

	Population(List<SoakNode> nodes, Calls calls, History history, long seed) {
		this.nodes = nodes;
		this.calls = calls;
		this.history = history;
		this.seeds = new Random(seed);
		this.demo = new Limit("demo", Settings.DEMO_BURST, Settings.DEMO_PER_MINUTE, nodes.size(), history);
		this.login = new Limit("login", Settings.LOGIN_BURST, Settings.LOGIN_PER_MINUTE, nodes.size(), history);
	}

	List<Limit> limits() {
		return List.of(this.demo, this.login);
	}

	void joins(Load load, RatesHistory rates, RedisServer redis) {
		List<Client> members = some(MEMBERS, (number) -> new Member(registered("member-" + number), this.nodes,
				this.history, Settings.SESSION_LIFE, this.seeds.nextLong()));
		for (int i = 0; i < MEMBERS; i += 3) {
			load.add(Duration.ofMillis(90), members.subList(i, i + 3));
		}
		List<Client> holders = some(HOLDERS, (number) -> new TokenHolder(registered("holder-" + number).name(),
				this.nodes, this.calls, this.history, Settings.TOKEN_LIFE, this.seeds.nextLong()));
		for (int i = 0; i < HOLDERS; i += 2) {
			load.add(Duration.ofMillis(250), holders.subList(i, i + 2));
		}
		load.add(Duration.ofSeconds(3),
				List.of(new Registrar("guest", this.nodes, this.calls, this.history, redis, this.seeds.nextLong())));
		this.nodes.forEach((node) -> joins(load, node, rates));
	}

	private void joins(Load load, SoakNode node, RatesHistory rates) {
		for (int i = 0; i < 2; i++) {
			load.add(Duration.ofMillis(130),
					List.of(new RatesReader(node, rates, this.calls, this.history, this.seeds.nextLong())));
		}
		load.add(Duration.ofMillis(250), List
			.of(new Batcher(registered("batcher-" + node.number()), node, this.history, this.seeds.nextLong())));
		load.add(Duration.ofMillis(200), List.of(new LimitedCaller("limited", node,
				() -> node.http().get("/api/demo/limited"), 200, this.demo, this.calls, this.history)));
		load.add(Duration.ofMillis(900), List.of(new LimitedCaller("login attempt", node,
				() -> node.http().login("nobody"), 401, this.login, this.calls, this.history)));
	}

	private Account registered(String name) {
		Account account = new Account(name, this.calls);
		account.register(this.nodes.get(0));
		return account;
	}

	private static List<Client> some(int count, IntFunction<Client> made) {
		return IntStream.range(0, count).mapToObj(made).toList();
	}

}
