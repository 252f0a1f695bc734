/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Over HTTP, with two nodes and 200 users: nobody is logged out, nobody who logged out
 * comes back, and nothing that was acknowledged is lost, whatever happens to Redis. The
 * faults come in an order of chance, which {@code -Dresilient-redis.tests.seed=N}
 * repeats; in the long form each comes to nodes that trust Redis, and all twice.
 */
@ExtendWith(RedisKitExtension.class)
class SessionHistoryIT {

	private static final Log logger = LogFactory.getLog(SessionHistoryIT.class);

	private static final boolean LONG = Boolean.getBoolean("resilient-redis.tests.long");

	private static final Duration LASTING = Duration.ofMillis(LONG ? 2_000 : 700);

	private static final int FLOOR = 100;

	private final long seed = Long.getLong("resilient-redis.tests.seed", new Random().nextInt(1_000_000));

	@Test
	void clientsComeToAnyNodeWhereTheDatabaseHasTheSessions(RedisServer server) {
		JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
		try (SessionHttpNode one = SessionHttpNode.jdbc("one", server, database);
				SessionHttpNode two = SessionHttpNode.jdbc("two", server, database)) {
			run("jdbc", server, List.of(one, two), false);
		}
		finally {
			database.dispose();
		}
	}

	@Test
	void clientsStayWithANodeWhereNothingElseHasTheSessions(RedisServer server) {
		try (SessionHttpNode one = SessionHttpNode.start("one", server);
				SessionHttpNode two = SessionHttpNode.start("two", server)) {
			run("local", server, List.of(one, two), true);
		}
	}

	private void run(String variant, RedisServer server, List<SessionHttpNode> nodes, boolean sticky) {
		List<HistoryFault> faults = new ArrayList<>();
		for (int i = 0; i < (LONG ? 2 : 1); i++) {
			List<HistoryFault> all = new ArrayList<>(List.of(HistoryFault.values()));
			Collections.shuffle(all, new Random(this.seed + i));
			faults.addAll(all);
		}
		try (SessionHistory history = new SessionHistory(server, nodes, sticky, this.seed)) {
			history.calm("up", Duration.ofSeconds(2));
			for (HistoryFault fault : faults) {
				if (LONG) {
					history.calmDown("up");
				}
				history.suffer(fault, LASTING);
			}
			history.calmDown("up again");
			SessionRun run = history.run();
			logger.warn(variant + ", seed " + this.seed + " " + faults + ": " + run);
			assertThat(run.violations()).as("seed %d: %s", this.seed, run).isEmpty();
			faults
				.forEach((fault) -> assertThat(run.requests(fault.name())).as(fault + ": " + run).isGreaterThan(FLOOR));
			assertThat(run.requests("up again")).isGreaterThan(10 * FLOOR);
		}
	}

}
