/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.JumpingClock;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of sessions when the clock of their node is put forward or back.
 */
@ExtendWith(RedisKitExtension.class)
class SessionClockIT {

	private static final Duration HOURS = Duration.ofHours(5);

	private final JumpingClock clock = new JumpingClock();

	@Test
	void aClockThatIsPutForwardEndsNoSession(RedisServer server) {
		try (SessionNode node = SessionNode.start(server, setup())) {
			List<String> ids = IntStream.range(0, 50).mapToObj((i) -> saved(node)).toList();
			this.clock.jump(HOURS);
			assertThat(ids).allSatisfy((id) -> assertThat(node.sessions.findById(id)).isNotNull());
			node.proxy.refuse();
			node.reaches(GuardState.UNAVAILABLE);
			assertThat(ids).as("from memory").allSatisfy((id) -> assertThat(node.sessions.findById(id)).isNotNull());
			this.clock.jump(HOURS.negated());
			node.proxy.pass();
			node.settles();
			assertThat(ids).allSatisfy((id) -> assertThat(node.sessions.findById(id)).isNotNull());
		}
	}

	@Test
	void aClockThatIsPutBackEndsNoSession(RedisServer server) {
		try (SessionNode node = SessionNode.start(server, setup())) {
			List<String> ids = IntStream.range(0, 50).mapToObj((i) -> saved(node)).toList();
			this.clock.jump(HOURS.negated());
			assertThat(ids).allSatisfy((id) -> {
				ResilientSession session = node.sessions.findById(id);
				assertThat(session).isNotNull();
				session.setLastAccessedTime(this.clock.instant());
				session.setAttribute("again", "v");
				node.sessions.save(session);
			});
			assertThat(ids).allSatisfy((id) -> {
				ResilientSession session = node.sessions.findById(id);
				assertThat(session).isNotNull();
				assertThat(session.<String>getAttribute("again")).isEqualTo("v");
			});
		}
	}

	private static String saved(SessionNode node) {
		ResilientSession session = node.sessions.createSession();
		session.setAttribute("a", "v");
		node.sessions.save(session);
		return session.getId();
	}

	private SessionNode.Setup setup() {
		SessionNode.Setup local = SessionNode.Setup.LOCAL;
		return new SessionNode.Setup(local.fallback(), local.database(), local.timeout(), local.max(), local.journal(),
				this.clock, local.flushMode(), local.saveMode(), local.ids(), local.serializer());
	}

}
