/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guard with its journal and {@link DurableWrites}, on a way of its own to Redis.
 */
final class JournalNode implements AutoCloseable {

	static final JournalSettings IN_MEMORY = JournalSettings.defaults();

	/** An ACL user as a node may have it. */
	static final String USER = "app";

	private static final String PASSWORD = "app-password";

	final RedisProxy proxy;

	final RecoveringJournal journal;

	final LettuceRedisGuard guard;

	final DurableWrites writes;

	final List<GuardStateChange> changes = new CopyOnWriteArrayList<>();

	private JournalNode(RedisServer server, JournalSettings settings, boolean asUser, List<DurableWriteHandler> types,
			List<? extends ReplayHandler> features) {
		this.proxy = RedisProxy.to(server);
		RedisStandaloneConfiguration redis = new RedisStandaloneConfiguration(this.proxy.host(), this.proxy.port());
		if (asUser) {
			redis.setUsername(USER);
			redis.setPassword(PASSWORD);
		}
		GuardSettings defaults = GuardSettings.defaults();
		this.journal = RecoveringJournal.open(settings, defaults.keyPrefix(), Clock.systemUTC());
		this.guard = new LettuceRedisGuard(new LettuceConnectionFactory(redis), defaults,
				new RequestBudgets(defaults.requestBudget()), Clock.systemUTC(), this.journal);
		this.guard.addListener(this.changes::add);
		features.forEach(this.journal::register);
		this.writes = new JournaledWrites(this.guard, this.journal, types);
	}

	/** A node that knows its types of writes, and begins to connect. */
	static JournalNode writing(RedisServer server, JournalSettings settings, DurableWriteHandler... types) {
		return new JournalNode(server, settings, false, List.of(types), List.of()).started();
	}

	/** A node on what an earlier process left behind. */
	static JournalNode restarted(RedisServer server, JournalSettings settings, DurableWriteHandler type,
			ReplayHandler feature) {
		return new JournalNode(server, settings, false, List.of(type), List.of(feature)).started();
	}

	/** A node with features, and begins to connect. */
	static JournalNode with(RedisServer server, ReplayHandler... features) {
		return new JournalNode(server, IN_MEMORY, false, List.of(), List.of(features)).started();
	}

	/**
	 * The same as a user that may do all but some things.
	 * @param rules what it may not do, as {@code ACL SETUSER} takes it
	 */
	static JournalNode asUser(RedisServer server, String rules, List<DurableWriteHandler> types,
			List<? extends ReplayHandler> features) {
		permit(server, "reset on >" + PASSWORD + " ~* &* +@all " + rules);
		return new JournalNode(server, IN_MEMORY, true, types, features).started();
	}

	static void permit(RedisServer server, String rules) {
		server.command(("ACL SETUSER " + USER + " " + rules.strip()).split(" +"));
	}

	private JournalNode started() {
		this.guard.afterPropertiesSet();
		return this;
	}

	JournalNode connected() {
		try {
			reaches(GuardState.AVAILABLE, Duration.ofSeconds(20));
			return this;
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	void reaches(GuardState state, Duration within) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(within)
			.until(this.guard::getState, state::equals);
	}

	/** The way to Redis is cut, and the guard has noticed. */
	void cutOff() {
		this.proxy.refuse();
		reaches(GuardState.UNAVAILABLE, Duration.ofSeconds(5));
	}

	/**
	 * Redis is in use and has everything, and listeners know, who hear it a moment later.
	 */
	void settles() {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.guard.getState() == GuardState.AVAILABLE && pending() == 0 && isLastChangeHeard());
	}

	private boolean isLastChangeHeard() {
		int heard = this.changes.size();
		return heard > 0 && this.changes.get(heard - 1).at().equals(this.guard.getStatus().since());
	}

	long pending() {
		return this.journal.status().records();
	}

	/** All that was acknowledged before is in data that hold this beat. */
	void beats(RedisServer server, int times) {
		for (int i = 0; i < times; i++) {
			Object before = server.command("GET", "resilient-redis:marker");
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofSeconds(3))
				.until(() -> !String.valueOf(server.command("GET", "resilient-redis:marker"))
					.equals(String.valueOf(before)));
		}
	}

	List<GuardState> states() {
		return this.changes.stream().map(GuardStateChange::current).toList();
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	static List<String> list(RedisServer server, String key) {
		Object reply = server.command("LRANGE", key, "0", "-1");
		assertThat(reply).isInstanceOf(List.class);
		return ((List<?>) reply).stream().map(String::valueOf).toList();
	}

	@Override
	public void close() {
		try {
			this.guard.destroy();
			this.journal.destroy();
		}
		finally {
			this.proxy.close();
		}
	}

}
