/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions in PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcSessionDatabaseIT extends StockSessionDatabaseContract {

	private static final int MANY = 300;

	private EmbeddedPostgres postgres;

	private SessionTables tables;

	@BeforeAll
	void start() throws IOException {
		this.postgres = EmbeddedPostgres.builder()
			.setConnectConfig("socketTimeout", "30")
			// It is looked for once, and a busy machine may take a while to make one.
			.setServerConfig("deadlock_timeout", "3s")
			.start();
		this.tables = SessionTables.create(this.postgres.getPostgresDatabase(), "postgresql");
	}

	@AfterAll
	void stop() throws IOException {
		this.postgres.close();
	}

	@Override
	SessionTables tables() {
		return this.tables;
	}

	@Test
	void theVictimOfADeadlockTriesAgain() throws Exception {
		List<String> ids = Stream.of(created(Map.of()), created(Map.of())).sorted().toList();
		AtomicInteger begun = new AtomicInteger();
		JdbcSessionDatabase touched = this.tables.database(Clock.systemUTC(), this.tables.counted(begun));
		CompletableFuture<List<String>> touching = this.tables.transactions().execute((status) -> {
			// Whoever looks for a deadlock first is its victim.
			this.tables.jdbc().execute("SET LOCAL deadlock_timeout = '20s'");
			lock(ids.get(1));
			CompletableFuture<List<String>> other = CompletableFuture
				.supplyAsync(() -> touched.touch(ids.stream().map((id) -> new SessionTouch(id, NOW + 1, 60)).toList()));
			Awaitility.await().until(this::somebodyWaits);
			lock(ids.get(0));
			return other;
		});
		assertThat(touching.get(20, TimeUnit.SECONDS)).isEmpty();
		assertThat(begun.get()).as("it was the victim").isGreaterThan(1);
		assertThat(this.database.page("", 5))
			.allSatisfy((session) -> assertThat(session.accessedAt()).isEqualTo(NOW + 1));
	}

	@Test
	void sessionsAreFoundByTheIndex() {
		for (int i = 0; i < MANY; i++) {
			created(Map.of());
		}
		// Without statistics any index of a small table is as good as another.
		this.tables.jdbc().execute("ANALYZE SPRING_SESSION");
		List<String> plan = this.tables.transactions().execute((status) -> {
			this.tables.jdbc().execute("SET LOCAL enable_seqscan = off");
			return this.tables.jdbc()
				.queryForList("EXPLAIN " + new JdbcSessionSql("SPRING_SESSION").find, String.class, id(), NOW);
		});
		assertThat(plan).anySatisfy((line) -> assertThat(line).contains("Index Scan using spring_session_ix1"));
	}

	private void lock(String id) {
		this.tables.jdbc().update("UPDATE SPRING_SESSION SET CREATION_TIME = 1 WHERE SESSION_ID = ?", id);
	}

	private boolean somebodyWaits() {
		List<Integer> waiting = CompletableFuture
			.supplyAsync(() -> this.tables.jdbc()
				.queryForList("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'", Integer.class))
			.join();
		return !waiting.isEmpty();
	}

}
