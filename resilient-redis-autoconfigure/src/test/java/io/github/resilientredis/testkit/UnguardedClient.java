/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * What an application without a guard meets: Lettuce with a short timeout and nothing
 * else. Fault tests ask it first, to prove that the fault bites. It connects on first use
 * and keeps its connection. For one thread.
 */
public final class UnguardedClient implements AutoCloseable {

	private static final String KEY = "test-kit:unguarded";

	private final RedisClient client;

	private final String address;

	private @Nullable StatefulRedisConnection<String, String> connection;

	private UnguardedClient(RedisURI uri) {
		this.client = RedisClient.create(uri);
		this.address = uri.getHost() + ":" + uri.getPort();
		this.client.setOptions(ClientOptions.builder()
			.socketOptions(SocketOptions.builder().connectTimeout(uri.getTimeout()).build())
			.timeoutOptions(TimeoutOptions.enabled(uri.getTimeout()))
			.build());
		LeakGuard.opened(this);
	}

	public static UnguardedClient to(RedisServer server, Duration timeout) {
		return to(server.host(), server.port(), server.password(), timeout);
	}

	public static UnguardedClient to(RedisProxy proxy, Duration timeout) {
		return to(proxy.host(), proxy.port(), proxy.password(), timeout);
	}

	/**
	 * Makes a client; it does not connect yet.
	 * @param host where
	 * @param port where
	 * @param password the password, or {@code null} for none
	 * @param timeout of connecting and of each command
	 * @return the client
	 */
	public static UnguardedClient to(String host, int port, @Nullable String password, Duration timeout) {
		RedisURI.Builder uri = RedisURI.builder().withHost(host).withPort(port).withTimeout(timeout);
		if (password != null) {
			uri.withPassword(password.toCharArray());
		}
		return new UnguardedClient(uri.build());
	}

	/**
	 * Reads a value.
	 * @param key its key
	 * @return the value, or {@code null} if there is none
	 * @throws io.lettuce.core.RedisException as Lettuce throws it
	 */
	public @Nullable String get(String key) {
		return connected().sync().get(key);
	}

	/**
	 * Writes a value.
	 * @param key its key
	 * @param value the value
	 * @throws io.lettuce.core.RedisException as Lettuce throws it
	 */
	public void set(String key, String value) {
		connected().sync().set(key, value);
	}

	/**
	 * Asserts that reading fails.
	 * @return the failure, for further assertions
	 */
	public Throwable assertFails() {
		return failure("a read", () -> get(KEY));
	}

	/**
	 * Asserts that writing fails.
	 * @return the failure, for further assertions
	 */
	public Throwable assertWriteFails() {
		return failure("a write", () -> {
			set(KEY, "x");
			return "OK";
		});
	}

	/** Asserts that what is written can be read. */
	public void assertWorks() {
		String value = Long.toHexString(System.nanoTime());
		set(KEY, value);
		Assertions.assertThat(get(KEY)).isEqualTo(value);
	}

	private Throwable failure(String what, Callable<@Nullable String> action) {
		String answer;
		try {
			answer = action.call();
		}
		catch (Exception ex) {
			return ex;
		}
		throw new AssertionError("The fault does not bite: " + what + " was answered with " + answer);
	}

	private StatefulRedisConnection<String, String> connected() {
		StatefulRedisConnection<String, String> existing = this.connection;
		if (existing != null) {
			return existing;
		}
		StatefulRedisConnection<String, String> fresh = this.client.connect();
		this.connection = fresh;
		return fresh;
	}

	@Override
	public void close() {
		if (LeakGuard.closed(this)) {
			this.client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		}
	}

	@Override
	public String toString() {
		return "UnguardedClient of " + this.address;
	}

}
