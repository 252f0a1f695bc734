/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Sessions in H2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcSessionDatabaseTests extends StockSessionDatabaseContract {

	private JdbcConnectionPool pool;

	private SessionTables tables;

	@BeforeAll
	void start() {
		this.pool = JdbcConnectionPool.create("jdbc:h2:mem:" + id() + ";DB_CLOSE_DELAY=-1", "sa", "");
		this.tables = SessionTables.create(this.pool, "h2");
	}

	@AfterAll
	void stop() {
		this.tables.jdbc().execute("SHUTDOWN");
		this.pool.dispose();
	}

	@Override
	SessionTables tables() {
		return this.tables;
	}

}
