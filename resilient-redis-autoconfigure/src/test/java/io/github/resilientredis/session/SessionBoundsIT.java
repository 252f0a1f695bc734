/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a node remembers of sessions.
 */
@ExtendWith(RedisKitExtension.class)
class SessionBoundsIT {

	@Test
	void whoWasIdleForLongestIsForgottenFirst() {
		LocalSessions sessions = new LocalSessions(3, (id) -> false);
		for (int i = 0; i < 3; i++) {
			sessions.put("s" + i, copy("s" + i));
		}
		assertThat(sessions.get("s0")).isNotNull();
		sessions.put("s3", copy("s3"));
		assertThat(ids(sessions)).containsExactly("s2", "s0", "s3");
	}

	@Test
	void whatRedisMissesIsNeverForgotten() {
		Set<String> pending = new HashSet<>();
		LocalSessions sessions = new LocalSessions(3, pending::contains);
		for (int i = 0; i < 10; i++) {
			pending.add("p" + i);
			sessions.put("p" + i, copy("p" + i));
		}
		sessions.put("other", copy("other"));
		assertThat(ids(sessions)).containsAll(pending);
		pending.clear();
		sessions.put("last", copy("last"));
		assertThat(sessions.size()).isEqualTo(3);
		assertThat(sessions.get("last")).isNotNull();
	}

	@Test
	void whatIsNewerIsNotReplacedByWhatWasReadBefore() {
		LocalSessions sessions = new LocalSessions(3, (id) -> false);
		LocalCopy before = copy("s");
		sessions.put("s", before);
		LocalCopy newer = copy("s");
		sessions.put("s", newer);
		sessions.replace("s", before, copy("s"));
		assertThat(sessions.get("s")).isSameAs(newer);
		sessions.replace("s", null, copy("s"));
		assertThat(sessions.get("s")).isSameAs(newer);
		sessions.remove("s", before);
		assertThat(sessions.get("s")).isSameAs(newer);
	}

	@Test
	void theNamesOfTheEndedAreBoundedAndForgottenInTime() {
		EndedSessions ended = new EndedSessions(3);
		IntStream.range(0, 1000).forEach((i) -> ended.add("e" + i, 0, 10));
		assertThat(ended.all()).containsExactly("e997", "e998", "e999");
		assertThat(ended.add("e999", 5, 15)).isFalse();
		assertThat(ended.add("new", 11, 21)).isTrue();
		assertThat(ended.all()).containsExactly("new");
	}

	@Test
	void whenThereAreMoreThanTheNodeRemembersThenAllChangesOfAnOutageReachRedis(RedisServer server) {
		try (SessionNode node = SessionNode.start(server, SessionNode.Setup.LOCAL.max(10))) {
			List<String> before = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				before.add(node.begin("n", i));
			}
			assertThat(node.sessions.getLocalSessions()).isEqualTo(10);
			node.cutOff();
			assertThat(before.stream().filter(node::isAlive)).isEqualTo(before.subList(20, 30));
			List<String> during = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				during.add(node.begin("n", i));
			}
			assertThat(during).allMatch(node::isAlive);
			for (int i = 0; i < 100; i++) {
				node.sessions.deleteById(node.begin("ended", i));
			}
			node.reconnected();
			for (int i = 0; i < 50; i++) {
				assertThat(node.get(during.get(i), "n")).isEqualTo(i);
			}
			for (int i = 0; i < 30; i++) {
				assertThat(node.get(before.get(i), "n")).isEqualTo(i);
			}
			node.begin("n", 1);
			assertThat(node.sessions.getLocalSessions()).isEqualTo(10);
			StoredKeys.allExpire(server);
		}
	}

	private static List<String> ids(LocalSessions sessions) {
		return sessions.all().stream().map((copy) -> copy.session().id()).toList();
	}

	private static LocalCopy copy(String id) {
		return new LocalCopy(new StoredSession(id, 1, 1, 1, Map.of()), Map.of(), 1, 1);
	}

}
