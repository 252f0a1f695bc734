/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Sessions in an H2 of their own, in memory.
 */
final class MemoryDatabase implements AutoCloseable {

	private final JdbcConnectionPool pool;

	private final SessionTables tables;

	MemoryDatabase() {
		this.pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
		this.pool.setMaxConnections(20);
		this.tables = SessionTables.create(this.pool, "h2");
	}

	JdbcSessionDatabase sessions() {
		return this.tables.database(Clock.systemUTC());
	}

	@Override
	public void close() {
		this.tables.jdbc().execute("SHUTDOWN");
		this.pool.dispose();
	}

}
