/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The kit's own connection to a server, kept open so that it survives a limit on clients
 * and a new password, and opened again when it breaks.
 * <p>
 * Shared state: the connection and the count, read and written under the lock only.
 */
final class AdminConnection implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final ReentrantLock lock = new ReentrantLock();

	private final int port;

	private final @Nullable String user;

	private final Supplier<@Nullable String> password;

	private @Nullable RespClient client;

	private int opened;

	AdminConnection(int port, @Nullable String user, Supplier<@Nullable String> password) {
		this.port = port;
		this.user = user;
		this.password = password;
	}

	@Nullable Object command(String... words) {
		this.lock.lock();
		try {
			return connected().command(words);
		}
		catch (IOException ex) {
			disconnect();
			throw new UncheckedIOException(words[0] + " on port " + this.port + ": " + ex.getMessage(), ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns how often this class connected since the server forgot its statistics. */
	int opened() {
		this.lock.lock();
		try {
			return this.opened;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Called when the server's own count of connections starts again at zero. */
	void countFromZero() {
		this.lock.lock();
		try {
			this.opened = 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			disconnect();
			this.opened = 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	private RespClient connected() throws IOException {
		RespClient existing = this.client;
		if (existing != null) {
			return existing;
		}
		RespClient fresh = new RespClient(RedisServer.HOST, this.port, TIMEOUT);
		this.client = fresh;
		this.opened++;
		String secret = this.password.get();
		if (secret != null) {
			authenticate(fresh, secret);
		}
		return fresh;
	}

	private void authenticate(RespClient fresh, String secret) throws IOException {
		try {
			if (this.user != null) {
				fresh.command("AUTH", this.user, secret);
			}
			else {
				fresh.command("AUTH", secret);
			}
		}
		catch (RespException ex) {
			disconnect();
			throw ex;
		}
	}

	private void disconnect() {
		RespClient old = this.client;
		this.client = null;
		if (old != null) {
			try {
				old.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

}
