/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.data.redis.serializer.SerializationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who gives a session another id, and who comes too late.
 */
@ExtendWith(RedisKitExtension.class)
class SessionRotationIT {

	@Test
	void whoComesTooLateHasNoSessionAnyMoreEvenInAnOutage(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			ResilientSession first = node.found(id);
			ResilientSession late = node.found(id);
			String next = first.changeSessionId();
			late.changeSessionId();
			node.sessions.save(first);
			node.sessions.save(late);
			node.cutOff();
			late.setAttribute("n", 2);
			node.sessions.save(late);
			assertThat(node.isAlive(late.getId())).isFalse();
			assertThat(node.get(next, "n")).isEqualTo(1);
			node.reconnected();
			assertThat(node.isAlive(late.getId())).isFalse();
			assertThat(node.isAlive(id)).isFalse();
			assertThat(node.get(next, "n")).isEqualTo(1);
		}
	}

	@Test
	void whoSeesItEndWhileSavingDoesNotBringItBackLater(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			ResilientSession late = node.found(id);
			other.sessions.deleteById(id);
			late.changeSessionId();
			node.sessions.save(late);
			node.cutOff();
			late.setAttribute("n", 2);
			node.sessions.save(late);
			assertThat(node.isAlive(late.getId())).isFalse();
			node.reconnected();
			assertThat(other.isAlive(late.getId())).isFalse();
			assertThat(other.isAlive(id)).isFalse();
		}
	}

	@Test
	void whenAnAttributeCannotBeWrittenThenTheOldIdStaysAsItWas(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			for (int i = 0; i < 2; i++) {
				ResilientSession session = node.found(id);
				session.setAttribute("bad", new Object());
				session.changeSessionId();
				assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> node.sessions.save(session));
				assertThat(node.get(id, "n")).isEqualTo(1);
				node.proxy.refuse();
				node.reaches(GuardState.UNAVAILABLE);
			}
			node.reconnected();
			assertThat(node.get(node.rotate(id), "n")).isEqualTo(1);
		}
	}

	@Test
	void whenTwoNodesRotateAtOnceThenOneWins(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			ResilientSession first = node.found(id);
			ResilientSession late = other.found(id);
			first.changeSessionId();
			late.changeSessionId();
			node.sessions.save(first);
			other.sessions.save(late);
			for (SessionNode each : new SessionNode[] { node, other }) {
				assertThat(each.isAlive(id)).isFalse();
				assertThat(each.get(first.getId(), "n")).isEqualTo(1);
				assertThat(each.isAlive(late.getId())).isFalse();
			}
		}
	}

}
