/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes that work on one session at once, in every order of the database and Redis:
 * the second one does its part between the first one's writes to these two.
 */
@ExtendWith(RedisKitExtension.class)
class SessionDatabaseRacesIT {

	private MemoryDatabase h2;

	private InterruptedDatabase database;

	private SessionNode node;

	private SessionNode other;

	@BeforeEach
	void start(RedisServer server) {
		this.h2 = new MemoryDatabase();
		this.database = new InterruptedDatabase(this.h2.sessions());
		this.node = SessionNode.start(server, SessionNode.Setup.jdbc(this.database));
		this.other = SessionNode.start(server, SessionNode.Setup.jdbc(this.h2.sessions()));
	}

	@AfterEach
	void stop() {
		this.node.close();
		this.other.close();
		this.h2.close();
	}

	@Test
	void whenTwoNodesRotateThenOneWins() {
		String id = this.node.begin("n", 1);
		ResilientSession first = this.node.found(id);
		ResilientSession second = this.other.found(id);
		first.changeSessionId();
		second.changeSessionId();
		this.database.then(() -> this.other.sessions.save(second));
		this.node.sessions.save(first);
		assertThat(isAlive(id)).isFalse();
		assertThat(isAlive(first.getId())).isNotEqualTo(isAlive(second.getId()));
	}

	@Test
	void whenItIsChangedWhileItIsRotatedThenTheOldIdIsDead() {
		String id = this.node.begin("n", 1);
		ResilientSession rotated = this.node.found(id);
		ResilientSession changed = this.other.found(id);
		rotated.changeSessionId();
		changed.setAttribute("m", 2);
		this.database.then(() -> this.other.sessions.save(changed));
		this.node.sessions.save(rotated);
		assertThat(isAlive(id)).isFalse();
		assertThat(isAlive(rotated.getId())).isTrue();
	}

	@Test
	void whenItIsRotatedWhileItIsChangedThenTheOldIdIsDead() {
		String id = this.node.begin("n", 1);
		ResilientSession changed = this.node.found(id);
		ResilientSession rotated = this.other.found(id);
		rotated.changeSessionId();
		changed.setAttribute("m", 2);
		this.database.then(() -> this.other.sessions.save(rotated));
		this.node.sessions.save(changed);
		assertThat(isAlive(id)).isFalse();
		assertThat(isAlive(rotated.getId())).isTrue();
	}

	@Test
	void whenItEndsWhileItIsChangedThenItIsDead() {
		String id = this.node.begin("n", 1);
		ResilientSession changed = this.node.found(id);
		changed.setAttribute("m", 2);
		this.database.then(() -> this.other.sessions.deleteById(id));
		this.node.sessions.save(changed);
		assertThat(isAlive(id)).isFalse();
	}

	@Test
	void whenItEndsWhileItIsRotatedThenBothIdsAreDead() {
		String id = this.node.begin("n", 1);
		ResilientSession rotated = this.node.found(id);
		rotated.changeSessionId();
		this.database.then(() -> this.other.sessions.deleteById(id));
		this.node.sessions.save(rotated);
		assertThat(isAlive(id)).isFalse();
		assertThat(isAlive(rotated.getId())).isFalse();
	}

	@Test
	void whenASessionOfANodeThatIsCutOffIsRotatedThenTheOldIdStaysDead() {
		this.node.cutOff();
		String id = this.node.begin("n", 1);
		// The other node was started a moment ago, so it asks the database.
		String next = this.other.rotate(id);
		this.node.reconnected();
		assertThat(isAlive(id)).isFalse();
		assertThat(this.other.get(next, "n")).isEqualTo(1);
	}

	@Test
	void whenANodeThatCannotKnowPutsItIntoTheDatabaseThenItDoesNotStayThere() {
		String id = this.node.begin("n", 1);
		ResilientSession known = this.other.found(id);
		this.node.cutOff();
		this.node.sessions.deleteById(id);
		known.setAttribute("m", 2);
		this.other.sessions.save(known);
		assertThat(this.database.find(id)).as("the race").isNotNull();
		this.node.reconnected();
		Awaitility.await().untilAsserted(() -> assertThat(isAlive(id)).isFalse());
	}

	/** In Redis or the database; of both, nobody may have what the other has not. */
	private boolean isAlive(String id) {
		boolean inRedis = this.node.isAlive(id) || this.other.isAlive(id);
		assertThat(this.database.find(id) != null).as("in the database").isEqualTo(inRedis);
		return inRedis;
	}

}
