/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.time.Instant;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node makes of what other nodes did.
 */
@ExtendWith(RedisKitExtension.class)
class SessionOtherNodesIT {

	@Test
	void whatEndedElsewhereIsNotServedWhenRedisGoesAway(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String ended = other.begin("n", 1);
			String rotated = other.begin("n", 1);
			String living = other.begin("n", 1);
			String[] all = { ended, rotated, living };
			for (String id : all) {
				assertThat(node.get(id, "n")).isEqualTo(1);
			}
			other.sessions.deleteById(ended);
			other.rotate(rotated);
			Awaitility.await()
				.atMost(Duration.ofSeconds(1))
				.untilAsserted(() -> assertThat(node.sessions.getLocalSessions()).isEqualTo(1));
			node.cutOff();
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.isAlive(rotated)).isFalse();
			assertThat(node.isAlive(living)).isTrue();
		}
	}

	@Test
	void whatEndedWhileTheChannelHadAGapIsNotServedWhenRedisGoesAway(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String ended = other.begin("n", 1);
			String living = other.begin("n", 1);
			assertThat(node.isAlive(ended)).isTrue();
			assertThat(node.isAlive(living)).isTrue();
			node.cutOff();
			other.sessions.deleteById(ended);
			// The fault bites: the node has not heard of it.
			assertThat(node.isAlive(ended)).isTrue();
			node.reconnected();
			Awaitility.await()
				.atMost(Duration.ofSeconds(2))
				.untilAsserted(() -> assertThat(node.sessions.getLocalSessions()).isEqualTo(1));
			node.cutOff();
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.isAlive(living)).isTrue();
		}
	}

	@Test
	void whatSpringSessionEndedWhileTheChannelHadAGapIsNotServed(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String ended = node.begin("n", 1);
			String living = node.begin("n", 1);
			server.command("DEL", SessionNode.key(ended));
			server.command("CLIENT", "KILL", "TYPE", "pubsub");
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(node.sessions.getLocalSessions()).isEqualTo(1));
			node.cutOff();
			assertThat(node.isAlive(ended)).isFalse();
			assertThat(node.isAlive(living)).isTrue();
		}
	}

	@Test
	void whatIsReplayedLeavesNothingWithoutATimeToLive(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String id = other.begin("n", 1);
			assertThat(node.isAlive(id)).isTrue();
			node.cutOff();
			node.set(id, "n", 2);
			ResilientSession used = other.found(id);
			used.setLastAccessedTime(Instant.now().plusSeconds(5));
			other.sessions.save(used);
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(
						() -> assertThat((Long) server.command("PTTL", SessionNode.key(id))).isGreaterThan(1_801_000));
			node.reconnected();
			assertThat(other.get(id, "n")).isEqualTo(2);
			StoredKeys.allExpire(server);
		}
	}

	@Test
	void whoHasSeenAChangeNumbersHigherThoughAllClocksAreBehind(RedisServer server) {
		try (MemoryDatabase h2 = new MemoryDatabase()) {
			SessionNode.Setup setup = SessionNode.Setup.jdbc(h2.sessions());
			try (SessionNode node = SessionNode.start(server, setup);
					SessionNode other = SessionNode.start(server, setup)) {
				String id = node.begin("same", "old");
				node.cutOff();
				other.cutOff();
				ResilientSession ahead = node.found(id);
				ahead.setLastAccessedTime(Instant.now().plusSeconds(3));
				ahead.setAttribute("n", 1);
				node.sessions.save(ahead);
				other.set(id, "same", "first");
				node.set(id, "same", "second");
				other.reconnected();
				node.reconnected();
				try (SessionNode third = SessionNode.start(server)) {
					assertThat(third.get(id, "same")).isEqualTo("second");
				}
			}
		}
	}

	@Test
	void whatAnotherNodeChangedComesAlongToTheNewId(RedisServer server) {
		try (MemoryDatabase h2 = new MemoryDatabase()) {
			SessionNode.Setup setup = SessionNode.Setup.jdbc(h2.sessions());
			try (SessionNode node = SessionNode.start(server, setup);
					SessionNode other = SessionNode.start(server, setup)) {
				String id = node.begin("n", 1);
				node.cutOff();
				other.cutOff();
				node.set(id, "one", 1);
				ResilientSession session = node.found(id);
				other.set(id, "other", 2);
				String next = session.changeSessionId();
				node.sessions.save(session);
				node.reconnected();
				other.reconnected();
				try (SessionNode third = SessionNode.start(server)) {
					assertThat(third.get(next, "one")).isEqualTo(1);
					assertThat(third.get(next, "other")).isEqualTo(2);
					assertThat(third.isAlive(id)).isFalse();
				}
			}
		}
	}

	@Test
	void whenRedisComesBackEmptyThenTheNewestChangeWinsAndTheEndedStayEnded(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			Sessions all = new Sessions(node, other);
			server.kill();
			all.both((each) -> each.reaches(io.github.resilientredis.guard.GuardState.UNAVAILABLE));
			all.change();
			server.restartEmpty();
			all.both(SessionNode::settles);
			all.verify(server);
		}
	}

	@Test
	void whenRedisComesBackWithAnOldSnapshotThenTheNewestChangeWinsAndTheEndedStayEnded(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			var empty = server.snapshot();
			Sessions all = new Sessions(node, other);
			var snapshot = server.snapshot();
			assertThat(empty).isNotEqualTo(snapshot);
			server.kill();
			all.both((each) -> each.reaches(io.github.resilientredis.guard.GuardState.UNAVAILABLE));
			all.change();
			server.restartFrom(snapshot);
			all.both(SessionNode::settles);
			all.verify(server);
		}
	}

	/** Sessions that two nodes know. */
	private static final class Sessions {

		private final SessionNode node;

		private final SessionNode other;

		private final String changed;

		private final String endedBefore;

		private final String ended;

		private final String rotated;

		private String next = "";

		Sessions(SessionNode node, SessionNode other) {
			this.node = node;
			this.other = other;
			this.changed = node.begin("same", "old");
			this.endedBefore = node.begin("n", 1);
			this.ended = node.begin("n", 1);
			this.rotated = node.begin("n", 1);
			for (String id : new String[] { this.changed, this.ended, this.rotated, this.endedBefore }) {
				other.found(id);
			}
			other.sessions.deleteById(this.endedBefore);
		}

		void both(java.util.function.Consumer<SessionNode> action) {
			action.accept(this.node);
			action.accept(this.other);
		}

		void change() {
			this.node.set(this.changed, "one", 1);
			this.node.set(this.changed, "same", "older");
			this.node.passes(this.changed);
			this.other.set(this.changed, "other", 2);
			this.other.set(this.changed, "same", "newest");
			this.node.set(this.changed, "three", 3);
			this.node.sessions.deleteById(this.ended);
			this.next = this.other.rotate(this.rotated);
		}

		void verify(RedisServer server) {
			try (SessionNode third = SessionNode.start(server)) {
				for (SessionNode each : new SessionNode[] { this.node, this.other, third }) {
					assertThat(each.get(this.changed, "same")).isEqualTo("newest");
					assertThat(each.get(this.changed, "one")).isEqualTo(1);
					assertThat(each.get(this.changed, "other")).isEqualTo(2);
					assertThat(each.get(this.changed, "three")).isEqualTo(3);
					assertThat(each.isAlive(this.ended)).isFalse();
					assertThat(each.isAlive(this.endedBefore)).isFalse();
					assertThat(each.isAlive(this.rotated)).isFalse();
					assertThat(each.get(this.next, "n")).isEqualTo(1);
				}
			}
			StoredKeys.allExpire(server);
		}

	}

}
