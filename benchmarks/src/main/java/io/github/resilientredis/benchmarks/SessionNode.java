/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceNodeChannel;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.session.ResilientSession;
import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.session.SessionBackend;
import io.github.resilientredis.session.SessionFallback;
import io.github.resilientredis.session.SessionSettings;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.UuidSessionIdGenerator;

/**
 * An application with our sessions, put together as the auto-configuration does it; with
 * a journal in memory.
 */
final class SessionNode implements Side {

	/** Longer than a use of a session waits to be written. */
	private static final long BEHIND = TimeUnit.MILLISECONDS.toNanos(1200);

	private final RecoveringJournal journal = RecoveringJournal.open(JournalSettings.defaults(),
			GuardSettings.defaults().keyPrefix(), Clock.systemUTC());

	private final @Nullable RedisProxy proxy;

	private final LettuceRedisGuard guard;

	private final LettuceNodeChannel channel;

	private final ResilientSessionRepository sessions;

	private final SessionRequests<ResilientSession> requests;

	SessionNode(RedisServer server, SessionPart part, int number) {
		this.proxy = part.away() ? RedisProxy.to(server) : null;
		RedisStandaloneConfiguration address = (this.proxy != null)
				? new RedisStandaloneConfiguration(this.proxy.host(), this.proxy.port())
				: BenchmarkRedis.address(server);
		this.guard = Guards.on(address, this.journal);
		this.channel = new LettuceNodeChannel(new LettuceConnectionFactory(address), GuardSettings.defaults(),
				this.guard);
		this.channel.start();
		this.sessions = new ResilientSessionRepository(
				new SessionBackend(this.guard, this.journal, this.channel, null, Clock.systemUTC()),
				new SessionSettings(GuardSettings.defaults().keyPrefix(), "spring:session", Duration.ofMinutes(30),
						FlushMode.ON_SAVE, SaveMode.ON_SET_ATTRIBUTE, UuidSessionIdGenerator.getInstance(),
						new JdkSerializationRedisSerializer(SessionNode.class.getClassLoader()), SessionFallback.LOCAL,
						100_000));
		Guards.await(this.guard, GuardState.AVAILABLE);
		Guards.await("Other nodes are not heard", this.channel::isTrusted);
		this.requests = new SessionRequests<>(this.sessions, part.changing(), number);
		if (this.proxy != null) {
			this.proxy.refuse();
			Guards.await(this.guard, GuardState.UNAVAILABLE);
		}
	}

	@Override
	public void perform(int index) {
		this.requests.perform(index);
	}

	/** Uses are written behind the requests. */
	@Override
	public void settle() {
		long end = System.nanoTime() + BEHIND;
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	/** Fails if it did not do, and where it should, what was asked of it. */
	void check(PlainSessions others) {
		if (this.guard.getState() != ((this.proxy != null) ? GuardState.UNAVAILABLE : GuardState.AVAILABLE)) {
			throw new IllegalStateException("Redis is " + this.guard.getState());
		}
		this.requests.check(this.sessions, true);
		this.requests.check(others.sessions(), this.proxy == null);
	}

	@Override
	public void close() {
		this.sessions.destroy();
		this.channel.stop();
		this.guard.stop();
		this.journal.destroy();
		if (this.proxy != null) {
			this.proxy.close();
		}
	}

}
