/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses free ports on 127.0.0.1. They lie below the range from which the system takes
 * the local port of outgoing connections: a port from that range could be taken by any
 * client while its server is down, even by the client that tries to reach that server,
 * which then connects to itself.
 * <p>
 * Shared state: the ports handed out, added under the set's own lock and never removed,
 * so that no two tests of one JVM meet. Tests of two JVMs can still choose the same port;
 * whoever starts second notices and chooses again.
 */
final class Ports {

	private static final int FIRST = 12_000;

	private static final int LAST = 31_999;

	private static final int ATTEMPTS = 1000;

	private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

	private Ports() {
	}

	static int free() {
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
			if (HANDED_OUT.add(port) && canListen(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
	}

	private static boolean canListen(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
