/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection of a client that nothing protects.
 */
final class RedisLine implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader answers;

	RedisLine(EmbeddedRedis redis) throws IOException {
		this.socket = new Socket(redis.getStandalone().getHost(), redis.getStandalone().getPort());
		this.socket.setSoTimeout(1000);
		this.answers = new BufferedReader(
				new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	/**
	 * Send a command on a new connection.
	 * @return the first line of the answer
	 */
	static String ask(EmbeddedRedis redis, String command) throws IOException {
		try (RedisLine line = new RedisLine(redis)) {
			return line.ask(command);
		}
	}

	String ask(String command) throws IOException {
		this.socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
		return String.valueOf(this.answers.readLine());
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
