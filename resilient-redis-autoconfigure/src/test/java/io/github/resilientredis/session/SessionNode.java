/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceNodeChannel;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.LocalRedisGuard;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.journal.ForceMode;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.UuidSessionIdGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with sessions, behind a proxy of its own.
 */
final class SessionNode implements AutoCloseable {

	final RedisProxy proxy;

	final LettuceRedisGuard guard;

	private final @Nullable RedisGuard withoutRedis;

	final ResilientSessionRepository sessions;

	final LettuceNodeChannel channel;

	final RecoveringJournal journal;

	private SessionNode(RedisServer server, Setup setup, @Nullable RedisGuard withoutRedis) {
		this.proxy = RedisProxy.to(server);
		RedisStandaloneConfiguration redis = new RedisStandaloneConfiguration(this.proxy.host(), this.proxy.port());
		LettuceConnectionFactory connections = new LettuceConnectionFactory(redis);
		GuardSettings defaults = GuardSettings.defaults();
		this.journal = RecoveringJournal.open(setup.journal(), defaults.keyPrefix(), Clock.systemUTC());
		this.guard = new LettuceRedisGuard(connections, defaults, new RequestBudgets(defaults.requestBudget()),
				Clock.systemUTC(), this.journal);
		this.channel = new LettuceNodeChannel(connections, defaults, this.guard);
		this.sessions = new ResilientSessionRepository(
				new SessionBackend((withoutRedis != null) ? withoutRedis : this.guard, this.journal, this.channel,
						setup.database(), setup.clock()),
				setup.settings());
		this.withoutRedis = withoutRedis;
	}

	/** A node that is configured to run without Redis. */
	static SessionNode withoutRedis(RedisServer server, Setup setup) {
		return new SessionNode(server, setup, new LocalRedisGuard(Clock.systemUTC()));
	}

	GuardState state() {
		return (this.withoutRedis != null) ? this.withoutRedis.getState() : this.guard.getState();
	}

	/** A node that has found Redis and hears the others. */
	static SessionNode start(RedisServer server, Setup setup) {
		SessionNode node = new SessionNode(server, setup, null);
		node.guard.afterPropertiesSet();
		node.channel.start();
		node.settles();
		return node;
	}

	/** A node that begins to look for Redis. */
	static SessionNode startBlind(RedisServer server, Setup setup) {
		SessionNode node = new SessionNode(server, setup, null);
		node.guard.afterPropertiesSet();
		node.channel.start();
		return node;
	}

	static SessionNode start(RedisServer server) {
		return start(server, Setup.LOCAL);
	}

	void reaches(GuardState state) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofSeconds(10))
			.until(this.guard::getState, state::equals);
	}

	/** Redis is in use, has everything, and the others are heard. */
	void settles() {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.guard.getState() == GuardState.AVAILABLE && this.journal.status().records() == 0
					&& this.channel.isTrusted());
	}

	/** The way to Redis is cut, and the guard has noticed. */
	void cutOff() {
		this.proxy.refuse();
		reaches(GuardState.UNAVAILABLE);
	}

	/** The way to Redis is free, and Redis has everything. */
	void reconnected() {
		this.proxy.pass();
		settles();
	}

	/** A saved session with an attribute. */
	String begin(String name, Object value) {
		ResilientSession session = this.sessions.createSession();
		session.setAttribute(name, value);
		this.sessions.save(session);
		return session.getId();
	}

	/** Find, use, change and save it, as a request does. */
	void set(String id, String name, @Nullable Object value) {
		ResilientSession session = found(id);
		session.setLastAccessedTime(Instant.now());
		session.setAttribute(name, value);
		this.sessions.save(session);
	}

	/**
	 * The clock is past the last change of a session: changes in quick succession are
	 * numbered up to a millisecond each ahead of it, and another node that is cut off
	 * does not know of them.
	 */
	void passes(String id) {
		long last = found(id).getLastAccessedTime().toEpochMilli();
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofSeconds(1))
			.until(() -> System.currentTimeMillis() > last);
	}

	/** Find it and give it another id. */
	String rotate(String id) {
		ResilientSession session = found(id);
		String next = session.changeSessionId();
		this.sessions.save(session);
		return next;
	}

	@Nullable Object get(String id, String name) {
		return found(id).getAttribute(name);
	}

	boolean isAlive(String id) {
		return this.sessions.findById(id) != null;
	}

	ResilientSession found(String id) {
		ResilientSession session = this.sessions.findById(id);
		assertThat(session).as("session").isNotNull();
		return session;
	}

	static String key(String id) {
		return "spring:session:sessions:" + id;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		try {
			this.sessions.destroy();
			this.channel.destroy();
			this.guard.destroy();
			this.journal.destroy();
		}
		finally {
			this.proxy.close();
		}
	}

	/** How a node is set up. Immutable. */
	record Setup(SessionFallback fallback, @Nullable SessionDatabase database, Duration timeout, int max,
			JournalSettings journal, Clock clock, FlushMode flushMode, SaveMode saveMode, SessionIdGenerator ids,
			RedisSerializer<Object> serializer) {

		static final Setup LOCAL = new Setup(SessionFallback.LOCAL, null, Duration.ofMinutes(30), 1000,
				JournalSettings.defaults(), Clock.systemUTC(), FlushMode.ON_SAVE, SaveMode.ON_SET_ATTRIBUTE,
				UuidSessionIdGenerator.getInstance(),
				new JdkSerializationRedisSerializer(SessionNode.class.getClassLoader()));

		static Setup jdbc(SessionDatabase database) {
			return new Setup(SessionFallback.JDBC, database, LOCAL.timeout, LOCAL.max, LOCAL.journal, LOCAL.clock,
					LOCAL.flushMode, LOCAL.saveMode, LOCAL.ids, LOCAL.serializer);
		}

		Setup none() {
			return new Setup(SessionFallback.NONE, null, this.timeout, this.max, this.journal, this.clock,
					this.flushMode, this.saveMode, this.ids, this.serializer);
		}

		Setup timeout(Duration of) {
			return new Setup(this.fallback, this.database, of, this.max, this.journal, this.clock, this.flushMode,
					this.saveMode, this.ids, this.serializer);
		}

		Setup max(int of) {
			return new Setup(this.fallback, this.database, this.timeout, of, this.journal, this.clock, this.flushMode,
					this.saveMode, this.ids, this.serializer);
		}

		Setup journal(Path directory) {
			return new Setup(this.fallback, this.database, this.timeout, this.max,
					new JournalSettings(directory, LOCAL.journal.maxSize(), ForceMode.GROUPED), this.clock,
					this.flushMode, this.saveMode, this.ids, this.serializer);
		}

		Setup serializer(RedisSerializer<Object> of) {
			return new Setup(this.fallback, this.database, this.timeout, this.max, this.journal, this.clock,
					this.flushMode, this.saveMode, this.ids, of);
		}

		Setup modes(FlushMode flush, SaveMode save) {
			return new Setup(this.fallback, this.database, this.timeout, this.max, this.journal, this.clock, flush,
					save, this.ids, this.serializer);
		}

		SessionSettings settings() {
			return new SessionSettings("resilient-redis:", "spring:session", this.timeout, this.flushMode,
					this.saveMode, this.ids, this.serializer, this.fallback, this.max);
		}

	}

}
