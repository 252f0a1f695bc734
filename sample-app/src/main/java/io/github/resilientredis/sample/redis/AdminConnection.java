/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A connection for a few commands with answers of one line. It bypasses the guard: it is
 * for breaking what the guard stands on.
 */
final class AdminConnection implements AutoCloseable {

	private static final int TIMEOUT = 500;

	private final Socket socket;

	private final BufferedReader answers;

	private AdminConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	/**
	 * Connect.
	 * @param password the password that is asked for; {@code null} if there is none
	 */
	@SuppressWarnings("resource") // the caller's, from the moment it can be used
	static AdminConnection open(String host, int port, @Nullable String password) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(new InetSocketAddress(host, port), TIMEOUT);
			socket.setSoTimeout(TIMEOUT);
			AdminConnection connection = new AdminConnection(socket);
			if (password != null) {
				// With the user's name it is accepted where no password is asked for,
				// too.
				connection.send("AUTH default " + password);
			}
			return connection;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * Send a command and wait for its answer.
	 * @param command the command, without anything that needs quoting
	 * @throws IOException if it is refused or not answered in time
	 */
	void send(String command) throws IOException {
		this.socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
		String answer = this.answers.readLine();
		if (answer == null || answer.startsWith("-")) {
			throw new IOException((answer != null) ? answer.substring(1) : "the connection was closed");
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
