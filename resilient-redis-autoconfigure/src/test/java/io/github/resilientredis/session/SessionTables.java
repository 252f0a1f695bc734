/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of sessions in some database.
 */
final class SessionTables {

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	SessionTables(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/** Makes the tables as Spring Session makes them. */
	static SessionTables create(DataSource dataSource, String platform) {
		new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/session/jdbc/schema-" + platform + ".sql"))
			.execute(dataSource);
		return new SessionTables(dataSource);
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	TransactionTemplate transactions() {
		return this.transactions;
	}

	JdbcSessionDatabase database(Clock clock) {
		return database(clock, this.transactions);
	}

	JdbcSessionDatabase database(Clock clock, TransactionOperations transactions) {
		return new JdbcSessionDatabase(this.jdbc, transactions, "SPRING_SESSION", clock);
	}

	JdbcSessionDatabase databaseAt(long millis) {
		return database(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
	}

	/** Counts how often a transaction is begun. */
	TransactionOperations counted(AtomicInteger begun) {
		return new TransactionOperations() {

			@Override
			public <T> T execute(org.springframework.transaction.support.TransactionCallback<T> action) {
				begun.incrementAndGet();
				return SessionTables.this.transactions.execute(action);
			}

		};
	}

	int sessions() {
		return count("SPRING_SESSION");
	}

	int attributes() {
		return count("SPRING_SESSION_ATTRIBUTES");
	}

	void clear() {
		this.jdbc.update("DELETE FROM SPRING_SESSION");
	}

	private int count(String table) {
		Integer rows = this.jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
		return (rows != null) ? rows : 0;
	}

}
