/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address at which even connecting gets no answer: a listening port whose queue is
 * full and never emptied, so that the system drops further connection requests as a
 * firewall would.
 * <p>
 * Shared state: none that changes after construction.
 */
public final class BlackHole implements AutoCloseable {

	private static final int PROOF_MILLIS = 200;

	private static final int MAX_QUEUE = 64;

	private final ServerSocket listener;

	private final List<Socket> queue = new ArrayList<>();

	private BlackHole(ServerSocket listener) {
		this.listener = listener;
	}

	/**
	 * Opens one on a free port of 127.0.0.1.
	 * @return the black hole, in which one connection attempt has already got lost
	 */
	public static BlackHole open() {
		try {
			ServerSocket listener = new ServerSocket();
			BlackHole hole = new BlackHole(listener);
			LeakGuard.opened(hole);
			listener.bind(new InetSocketAddress(RedisServer.HOST, Ports.free()), 1);
			hole.fill();
			return hole;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String host() {
		return RedisServer.HOST;
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	private void fill() throws IOException {
		while (this.queue.size() < MAX_QUEUE) {
			Socket socket = new Socket();
			this.queue.add(socket);
			try {
				socket.connect(new InetSocketAddress(host(), port()), PROOF_MILLIS);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
		close();
		throw new IllegalStateException("The system accepts connections beyond the backlog");
	}

	@Override
	public void close() {
		if (LeakGuard.closed(this)) {
			try {
				this.listener.close();
				for (Socket socket : this.queue) {
					socket.close();
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public String toString() {
		return "BlackHole on port " + port();
	}

}
