/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two nodes under load while a fault begins and ends.
 */
@ExtendWith(RedisKitExtension.class)
class SessionRacesIT {

	private static final int EACH = 250;

	@ParameterizedTest
	@CsvSource({ "NOTHING, false, 1", "NOTHING, true, 2", "ONE_CUT_OFF, false, 3", "ONE_CUT_OFF, true, 4",
			"EMPTIED, false, 5", "EMPTIED, true, 6", "ROLLED_BACK, false, 7", "ROLLED_BACK, true, 8", "HUNG, false, 9",
			"HUNG, true, 10", "READONLY, false, 11", "READONLY, true, 12", "OOM, false, 13",
			"CONNECTIONS_CUT, false, 14", "CONNECTIONS_CUT, true, 15" })
	void whenAFaultBeginsAndEndsUnderLoadThenNothingIsLostAndNobodyComesBack(Trouble trouble, boolean jdbc, long seed,
			RedisServer server) throws InterruptedException {
		try (MemoryDatabase h2 = new MemoryDatabase()) {
			SessionDatabase database = h2.sessions();
			SessionNode.Setup setup = jdbc ? SessionNode.Setup.jdbc(database) : SessionNode.Setup.LOCAL;
			try (SessionNode node = SessionNode.start(server, setup);
					SessionNode other = SessionNode.start(server, setup)) {
				SessionLoad load = new SessionLoad(List.of(node, other), !jdbc, seed, EACH);
				Stage stage = new Stage(server, node, server.snapshot());
				load.start();
				await(() -> load.progress() >= 0.25);
				trouble.begin.accept(stage);
				await(() -> load.progress() >= 0.7 && (!trouble.isSeen || node.state() != GuardState.AVAILABLE));
				trouble.end.accept(stage);
				load.join();
				node.settles();
				other.settles();
				Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
				load.verifyIn(node.sessions);
				load.verifyIn(other.sessions);
				try (SessionNode third = SessionNode.start(server)) {
					load.verifyIn(third.sessions);
				}
				if (jdbc) {
					Awaitility.await().untilAsserted(() -> load.verifyIn(database));
				}
			}
			StoredKeys.allExpire(server);
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofSeconds(60))
			.until(condition);
	}

	private record Stage(RedisServer server, SessionNode node, Snapshot old) {

	}

	/** What happens under load. */
	private enum Trouble {

		NOTHING(false, (stage) -> {
		}, (stage) -> {
		}),

		ONE_CUT_OFF(true, (stage) -> stage.node().proxy.refuse(), (stage) -> stage.node().proxy.pass()),

		EMPTIED(true, (stage) -> stage.server().kill(), (stage) -> stage.server().restartEmpty()),

		ROLLED_BACK(true, (stage) -> stage.server().kill(), (stage) -> stage.server().restartFrom(stage.old())),

		HUNG(true, (stage) -> stage.server().hang(), (stage) -> stage.server().resume()),

		READONLY(true, (stage) -> stage.server().makeReadOnly(), (stage) -> stage.server().makeWritable()),

		OOM(true, (stage) -> stage.server().fillMemory(), (stage) -> stage.server().freeMemory()),

		CONNECTIONS_CUT(false, (stage) -> stage.node().proxy.cut(), (stage) -> stage.server().disconnectClients());

		private final boolean isSeen;

		private final Consumer<Stage> begin;

		private final Consumer<Stage> end;

		Trouble(boolean isSeen, Consumer<Stage> begin, Consumer<Stage> end) {
			this.isSeen = isSeen;
			this.begin = begin;
			this.end = end;
		}

	}

}
