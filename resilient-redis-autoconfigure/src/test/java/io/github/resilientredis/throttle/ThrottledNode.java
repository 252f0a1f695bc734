/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;

/**
 * A node with limits and a proxy of its own on the way to Redis, so that it can be cut
 * off alone.
 */
final class ThrottledNode implements AutoCloseable {

	static final int MAX_LOCAL_KEYS = 1000;

	private static final String USER = "app";

	private static final String PASSWORD = "app-password";

	final RedisProxy proxy;

	final LettuceRedisGuard guard;

	final GuardedThrottle throttle;

	private final RecoveringJournal journal;

	private ThrottledNode(RedisServer server, boolean asUser, ThrottleSettings settings, Clock clock,
			List<ThrottleLimit> limits) {
		this.proxy = RedisProxy.to(server);
		RedisStandaloneConfiguration redis = new RedisStandaloneConfiguration(this.proxy.host(), this.proxy.port());
		if (asUser) {
			redis.setUsername(USER);
			redis.setPassword(PASSWORD);
		}
		GuardSettings defaults = GuardSettings.defaults();
		this.journal = RecoveringJournal.open(JournalSettings.defaults(), defaults.keyPrefix(), Clock.systemUTC());
		this.guard = new LettuceRedisGuard(new LettuceConnectionFactory(redis), defaults,
				new RequestBudgets(defaults.requestBudget()), Clock.systemUTC(), this.journal);
		this.throttle = new GuardedThrottle(this.guard, this.journal, settings, limits, clock);
	}

	/** A node that is the only one, and has found Redis. */
	static ThrottledNode start(RedisServer server, ThrottleLimit... limits) {
		return start(server, 1, Clock.systemUTC(), limits);
	}

	/**
	 * A node that has found Redis.
	 * @param nodes how many there are, {@code null} to have it count
	 */
	static ThrottledNode start(RedisServer server, @Nullable Integer nodes, Clock clock, ThrottleLimit... limits) {
		return start(server, false, nodes, clock, limits);
	}

	/**
	 * The only node, as a user that may do all but some things.
	 * @param rules what it may not do, as {@code ACL SETUSER} takes it
	 */
	static ThrottledNode asUser(RedisServer server, String rules, ThrottleLimit... limits) {
		permit(server, "reset on >" + PASSWORD + " ~* &* +@all " + rules);
		return start(server, true, 1, Clock.systemUTC(), limits);
	}

	static void permit(RedisServer server, String rules) {
		server.command(("ACL SETUSER " + USER + " " + rules).split(" +"));
	}

	private static ThrottledNode start(RedisServer server, boolean asUser, @Nullable Integer nodes, Clock clock,
			ThrottleLimit... limits) {
		ThrottledNode node = new ThrottledNode(server, asUser,
				new ThrottleSettings(GuardSettings.defaults().keyPrefix(), nodes, MAX_LOCAL_KEYS), clock,
				List.of(limits));
		node.guard.afterPropertiesSet();
		node.throttle.afterPropertiesSet();
		node.reaches(GuardState.AVAILABLE);
		return node;
	}

	void reaches(GuardState state) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofSeconds(10))
			.until(this.guard::getState, state::equals);
	}

	/** The way to Redis is cut, and the guard has noticed. */
	void cutOff() {
		this.proxy.refuse();
		reaches(GuardState.UNAVAILABLE);
	}

	/** The way to Redis is free, and the guard has noticed. */
	void reconnected() {
		this.proxy.pass();
		reaches(GuardState.AVAILABLE);
	}

	/** How many of so many calls were admitted. */
	int admitted(int calls, String limit, String key) {
		int admitted = 0;
		for (int i = 0; i < calls; i++) {
			admitted += this.throttle.tryAcquire(limit, key).isAdmitted() ? 1 : 0;
		}
		return admitted;
	}

	@Override
	public void close() {
		try {
			this.throttle.destroy();
			this.guard.destroy();
			this.journal.destroy();
		}
		finally {
			this.proxy.close();
		}
	}

}
