/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(RedisKitExtension.class)
class SessionOutageIT {

	@Test
	void whenRedisIsThereThenASessionIsInItsHash(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String id = node.begin("cart", "1 book");
			assertThat(node.get(id, "cart")).isEqualTo("1 book");
			assertThat(server.command("HLEN", SessionNode.key(id))).isEqualTo(4L);
			assertThat((Long) server.command("PTTL", SessionNode.key(id))).isBetween(1_790_000L, 1_800_000L);
			node.set(id, "cart", "2 books");
			assertThat(node.get(id, "cart")).isEqualTo("2 books");
			node.set(id, "cart", null);
			assertThat(node.get(id, "cart")).isNull();
			String next = node.rotate(id);
			assertThat(node.isAlive(id)).isFalse();
			assertThat(node.isAlive(next)).isTrue();
			node.sessions.deleteById(next);
			assertThat(node.isAlive(next)).isFalse();
			assertThat(server.command("EXISTS", SessionNode.key(id), SessionNode.key(next))).isEqualTo(0L);
		}
	}

	@Test
	void whenRedisIsKilledThenSessionsGoOnAndAreInItAfterwards(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String known = node.begin("n", 1);
			String ended = node.begin("n", 1);
			String rotated = node.begin("n", 1);
			node.cutOff();
			node.set(known, "n", 2);
			node.set(known, "m", "new");
			String begun = node.begin("n", 3);
			node.sessions.deleteById(ended);
			String next = node.rotate(rotated);
			node.set(next, "n", 4);
			assertThat(node.get(known, "n")).isEqualTo(2);
			assertThat(node.get(begun, "n")).isEqualTo(3);
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.isAlive(rotated)).isFalse();
			assertThat(node.get(next, "n")).isEqualTo(4);
			// The fault bites: the other node knows nothing of all this.
			assertThat(other.get(known, "n")).isEqualTo(1);
			assertThat(other.isAlive(ended)).isTrue();
			other.set(known, "o", "other");
			node.reconnected();
			for (SessionNode each : new SessionNode[] { node, other }) {
				assertThat(each.get(known, "n")).isEqualTo(2);
				assertThat(each.get(known, "m")).isEqualTo("new");
				assertThat(each.get(known, "o")).isEqualTo("other");
				assertThat(each.get(begun, "n")).isEqualTo(3);
				assertThat(each.isAlive(ended)).isFalse();
				assertThat(each.isAlive(rotated)).isFalse();
				assertThat(each.get(next, "n")).isEqualTo(4);
			}
		}
	}

	@Test
	void whenTheOtherNodeEndsASessionThenACutOffNodeDoesNotBringItBack(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			node.cutOff();
			other.sessions.deleteById(id);
			node.set(id, "n", 2);
			assertThat(node.get(id, "n")).isEqualTo(2);
			node.reconnected();
			assertThat(node.isAlive(id)).isFalse();
			assertThat(other.isAlive(id)).isFalse();
		}
	}

	@Test
	void whenRedisComesBackEmptyThenTheLivingArePutBackAndTheDeadAreNot(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String living = node.begin("n", 1);
			String ended = node.begin("n", 1);
			node.sessions.deleteById(ended);
			server.kill();
			node.reaches(GuardState.UNAVAILABLE);
			node.set(living, "n", 2);
			server.restartEmpty();
			node.settles();
			assertThat(node.get(living, "n")).isEqualTo(2);
			assertThat(node.isAlive(ended)).isFalse();
			assertThat((Long) server.command("PTTL", SessionNode.key(living))).isPositive();
		}
	}

	@Test
	void whenItComesBackWithAnOldSnapshotThenTheEndedStayEnded(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String living = node.begin("n", 1);
			String ended = node.begin("n", 1);
			var snapshot = server.snapshot();
			node.set(living, "n", 2);
			node.sessions.deleteById(ended);
			server.kill();
			node.reaches(GuardState.UNAVAILABLE);
			server.restartFrom(snapshot);
			node.settles();
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.get(living, "n")).isEqualTo(2);
		}
	}

	@Test
	void whenOnlyWritesAreRefusedThenOwnChangesAreSeen(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			String ended = node.begin("n", 1);
			server.makeReadOnly();
			node.set(id, "n", 2);
			node.sessions.deleteById(ended);
			node.reaches(GuardState.WRITES_REFUSED);
			String next = node.rotate(node.begin("k", 1));
			assertThat(node.get(id, "n")).isEqualTo(2);
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.get(next, "k")).isEqualTo(1);
			server.makeWritable();
			node.settles();
			assertThat(node.get(id, "n")).isEqualTo(2);
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.get(next, "k")).isEqualTo(1);
		}
	}

	@Test
	void whenTheNodeIsRestartedMeanwhileThenItsJournalKnows(RedisServer server, @TempDir Path directory) {
		SessionNode.Setup setup = SessionNode.Setup.LOCAL.journal(directory);
		String id;
		String ended;
		try (SessionNode node = SessionNode.start(server, setup)) {
			id = node.begin("n", 1);
			ended = node.begin("n", 1);
			node.cutOff();
			node.set(id, "n", 2);
			node.sessions.deleteById(ended);
		}
		try (SessionNode node = SessionNode.start(server, setup)) {
			assertThat(node.get(id, "n")).isEqualTo(2);
			assertThat(node.isAlive(ended)).isFalse();
		}
	}

	@Test
	void whenASessionIsUsedThenItsLifeIsProlongedBehindTheRequest(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			server.command("PEXPIRE", SessionNode.key(id), "60000");
			ResilientSession session = node.found(id);
			session.setLastAccessedTime(Instant.now());
			node.sessions.save(session);
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(
						() -> assertThat((Long) server.command("PTTL", SessionNode.key(id))).isGreaterThan(1_700_000));
		}
	}

	@Test
	void whenNothingTakesThePlaceOfRedisThenThatIsSaid(RedisServer server) {
		try (SessionNode node = SessionNode.start(server, SessionNode.Setup.LOCAL.none())) {
			String id = node.begin("n", 1);
			node.cutOff();
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> node.sessions.findById(id));
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(node.sessions::createSession);
			node.reconnected();
			assertThat(node.get(id, "n")).isEqualTo(1);
		}
	}

}
