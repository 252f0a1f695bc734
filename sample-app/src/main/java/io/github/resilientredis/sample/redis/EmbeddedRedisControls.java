/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.resilientredis.sample.redis.RedisCondition.ProcessState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controls of {@link EmbeddedRedis}.
 * <p>
 * Shared state: the condition and the password, written under the lock. Readers take no
 * lock: they see the latest condition, corrected if the process has ended by itself. Who
 * does not get the lock soon is told so, rather than kept waiting.
 */
class EmbeddedRedisControls implements RedisControls {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedRedisControls.class);

	private static final long PATIENCE_SECONDS = 2;

	private final EmbeddedRedis redis;

	private final ReentrantLock lock = new ReentrantLock(true);

	private volatile RedisCondition condition = RedisCondition.of(ProcessState.RUNNING);

	private @Nullable String password;

	EmbeddedRedisControls(EmbeddedRedis redis) {
		this.redis = redis;
	}

	@Override
	public RedisCondition condition() {
		RedisCondition last = this.condition;
		return this.redis.process().isAlive() ? last : RedisCondition.of(ProcessState.STOPPED);
	}

	@Override
	public RedisCondition perform(RedisAction action) {
		lock();
		try {
			this.condition = after(action, condition());
			logger.info("Embedded Redis: {}, now {}", action, this.condition);
			return this.condition;
		}
		catch (IOException ex) {
			throw RedisActionException.failed("The embedded Redis cannot do this now: " + ex.getMessage(), ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void lock() {
		try {
			if (this.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw RedisActionException.failed("Something else is being done to the embedded Redis. Try again.", null);
	}

	private RedisCondition after(RedisAction action, RedisCondition now) throws IOException {
		return switch (action) {
			case KILL -> kill();
			case HANG -> hang(now);
			case CONTINUE -> resume(now);
			case FILL -> fill(now);
			case LOCK -> lock(now);
			case EMPTY -> empty();
			case RESTART -> mend(now);
		};
	}

	private RedisCondition kill() throws IOException {
		this.redis.process().kill();
		this.password = null;
		return RedisCondition.of(ProcessState.STOPPED);
	}

	private RedisCondition hang(RedisCondition now) throws IOException {
		requireProcess(now);
		this.redis.process().hang();
		return now.with(ProcessState.HUNG);
	}

	private RedisCondition resume(RedisCondition now) throws IOException {
		requireProcess(now);
		this.redis.process().resume();
		return now.with(ProcessState.RUNNING);
	}

	private RedisCondition fill(RedisCondition now) throws IOException {
		requireRunning(now);
		try (AdminConnection admin = admin()) {
			admin.send("CONFIG SET maxmemory-policy noeviction");
			admin.send("CONFIG SET maxmemory 1");
		}
		return new RedisCondition(now.process(), true, now.locked());
	}

	private RedisCondition lock(RedisCondition now) throws IOException {
		requireRunning(now);
		if (!now.locked()) {
			String secret = UUID.randomUUID().toString();
			try (AdminConnection admin = admin()) {
				admin.send("CONFIG SET requirepass " + secret);
				this.password = secret;
				// Who is connected would stay.
				admin.send("CLIENT KILL TYPE normal SKIPME yes");
				admin.send("CLIENT KILL TYPE pubsub SKIPME yes");
			}
		}
		return new RedisCondition(now.process(), now.filled(), true);
	}

	private RedisCondition empty() throws IOException {
		kill();
		this.redis.deleteData();
		return start();
	}

	/** Also what was done to it behind our back, such as a signal from a terminal. */
	private RedisCondition mend(RedisCondition now) throws IOException {
		if (now.process() == ProcessState.STOPPED) {
			return start();
		}
		this.redis.process().resume();
		try (AdminConnection admin = admin()) {
			admin.send("CONFIG SET maxmemory 0");
			admin.send("CONFIG SET requirepass \"\"");
		}
		this.password = null;
		return RedisCondition.of(ProcessState.RUNNING);
	}

	private RedisCondition start() throws IOException {
		this.redis.startAgain();
		this.password = null;
		return RedisCondition.of(ProcessState.RUNNING);
	}

	private AdminConnection admin() throws IOException {
		return AdminConnection.open(EmbeddedRedis.HOST, this.redis.port(), this.password);
	}

	private static void requireProcess(RedisCondition now) {
		if (now.process() == ProcessState.STOPPED) {
			throw RedisActionException.impossible("Redis is not running. Restart it first.");
		}
	}

	private static void requireRunning(RedisCondition now) {
		requireProcess(now);
		if (now.process() == ProcessState.HUNG) {
			throw RedisActionException.impossible("Redis is hung. Continue it first.");
		}
	}

}
