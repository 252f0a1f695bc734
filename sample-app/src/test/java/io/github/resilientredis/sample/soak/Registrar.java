/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import io.github.resilientredis.testkit.RedisServer;

/**
 * Registers one user after the other, and tries to register some again. Nodes put users
 * back that Redis lost as long as they remember them, which is the last ones here. For
 * one thread at a time.
 */
final class Registrar implements Client {

	/**
	 * Together with all others, fewer than a node remembers.
	 */
	static final int REMEMBERED = 25;

	private final String name;

	private final List<SoakNode> nodes;

	private final Calls calls;

	private final History history;

	private final RedisServer redis;

	private final Random random;

	private final Deque<Account> last = new ArrayDeque<>();

	private SoakNode home;

	private int registered;

	Registrar(String name, List<SoakNode> nodes, Calls calls, History history, RedisServer redis, long seed) {
		this.name = name;
		this.nodes = nodes;
		this.calls = calls;
		this.history = history;
		this.redis = redis;
		this.random = new Random(seed);
		this.home = nodes.get(0);
	}

	@Override
	public void act() {
		if (!this.last.isEmpty() && this.random.nextInt(5) == 0) {
			isTaken(this.home, this.last.getLast());
			return;
		}
		Account account = new Account(this.name + "-" + this.registered++, this.calls);
		account.register(this.home);
		this.last.add(account);
		if (this.last.size() > REMEMBERED) {
			this.last.remove();
		}
	}

	private void isTaken(SoakNode node, Account account) {
		this.calls.make("register again", account.name(), node, () -> node.http().register(account.name()), 409);
	}

	@Override
	public void settled() {
		for (Account account : this.last) {
			Object id = this.redis.command("GET", "email:" + account.name() + "@example.com:userId");
			Object name = this.redis.command("HGET", "user:" + account.id() + ":profile", "name");
			if (!account.id().equals(id) || !account.name().equals(name)) {
				this.history.violated("registration lost", account.name(),
						account.id() + ", Redis has " + id + ", " + name);
			}
		}
		if (!this.last.isEmpty()) {
			this.nodes.forEach((node) -> isTaken(node, this.last.getLast()));
		}
		this.home = this.nodes.get(this.random.nextInt(this.nodes.size()));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
