/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.sql.SQLException;

import org.h2.tools.Server;

/**
 * A database for both nodes, in this JVM: where the sessions are while Redis is away.
 */
final class Database implements AutoCloseable {

	private final Server server;

	Database() {
		// There is no other way to keep it to this machine.
		System.setProperty("h2.bindAddress", "127.0.0.1");
		try {
			this.server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String url() {
		return "jdbc:h2:tcp://127.0.0.1:" + port() + "/mem:soak;DB_CLOSE_DELAY=-1";
	}

	int port() {
		return this.server.getPort();
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
