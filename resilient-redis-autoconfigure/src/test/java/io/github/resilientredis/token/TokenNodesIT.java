/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that revoke tokens and hear of each other's revocations, with Redis there.
 */
@ExtendWith(RedisKitExtension.class)
class TokenNodesIT {

	private static final String REVOKED = "resilient-redis:revoked";

	private static final String BEFORE = "resilient-redis:revoked-before";

	private static final String NEXT_HOUR = String.valueOf(System.currentTimeMillis() + 3_600_000);

	private static void soonRefused(TokenNode node, String id) {
		TokenNode.awaits("refused", () -> node.refuses(id));
	}

	@Test
	void whatOneNodeRevokesTheOtherRefusesFromMemory(RedisServer server) {
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			Instant second = Instant.ofEpochSecond(Instant.now().getEpochSecond());
			server.resetStats();
			assertThat(two.check("a")).isEqualTo(TokenStatus.ACCEPTED);
			one.revoke("a");
			one.store.revokeAll("user", second);
			assertThat(one.check("a")).isEqualTo(TokenStatus.REVOKED);
			soonRefused(two, "a");
			TokenNode.awaits("subject",
					() -> two.store.check("b", "user", second.minusSeconds(1)) == TokenStatus.REVOKED);
			assertThat(two.store.check("b", "user", second)).isEqualTo(TokenStatus.ACCEPTED);
			assertThat(server.calls("zscore")).isZero();
			assertThat(one.pendingRecords()).isZero();
			assertThat(two.details()).containsEntry("replica", "complete")
				.containsEntry("revoked-tokens", "1")
				.containsEntry("revoked-subjects", "1");
		}
	}

	@Test
	void theLaterExpiryAndTheLaterCutOffStay(RedisServer server) {
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			Instant later = Instant.ofEpochMilli(Long.parseLong(NEXT_HOUR));
			one.store.revoke("a", later);
			two.store.revoke("a", later.minusSeconds(600));
			one.store.revokeAll("user", later);
			two.store.revokeAll("user", later.minusSeconds(600));
			assertThat(server.command("ZSCORE", REVOKED, "a")).isEqualTo(NEXT_HOUR);
			assertThat(server.command("ZSCORE", BEFORE, "user")).isEqualTo(String.valueOf(later.getEpochSecond()));
		}
	}

	@Test
	void whatIsLongPastIsRemovedByWhoeverWrites(RedisServer server) {
		long now = System.currentTimeMillis();
		long minute = TimeUnit.MINUTES.toMillis(1);
		long day = TimeUnit.DAYS.toMillis(1);
		server.command("ZADD", REVOKED, String.valueOf(now - 6 * minute), "past", String.valueOf(now - minute), "just");
		server.command("ZADD", BEFORE, String.valueOf((now - 31 * day) / 1000), "past",
				String.valueOf((now - 29 * day) / 1000), "recent");
		try (TokenNode node = TokenNode.start(server)) {
			node.revoke("a");
			node.store.revokeAll("user", Instant.now());
			assertThat(server.command("ZRANGE", REVOKED, "0", "-1")).isEqualTo(List.of("just", "a"));
			assertThat(server.command("ZRANGE", BEFORE, "0", "-1")).isEqualTo(List.of("recent", "user"));
		}
	}

	@Test
	void aNodeThatStartsReadsWhatIsThereByPages(RedisServer server) {
		plant(server, 3 * ReplicaReload.PAGE + 7, "early-");
		// More than a page with the same expiry.
		String same = String.valueOf(Long.parseLong(NEXT_HOUR) + 1_000_000);
		for (int i = 0; i < 2500; i++) {
			server.command("ZADD", REVOKED, same, "same-" + i);
		}
		try (TokenNode node = TokenNode.start(server)) {
			server.resetStats();
			assertThat(node.known()).isEqualTo(3 * ReplicaReload.PAGE + 7 + 2500);
			assertThat(node.refuses("early-" + (3 * ReplicaReload.PAGE + 6))).isTrue();
			assertThat(node.refuses("same-2499")).isTrue();
			assertThat(server.calls("zscore") + server.calls("scan") + server.calls("zscan")).isZero();
		}
	}

	private static void plant(RedisServer server, int count, String prefix) {
		for (int i = 0; i < count; i++) {
			server.command("ZADD", REVOKED, String.valueOf(Long.parseLong(NEXT_HOUR) + i), prefix + i);
		}
	}

	@Test
	void untilItKnowsEverythingANodeAsksRedis(RedisServer server) {
		server.command("ZADD", REVOKED, NEXT_HOUR, "a");
		server.command("ZADD", BEFORE, "9000000000", "user");
		// Whoever may not listen never knows everything.
		server.command("ACL", "SETUSER", "limited", "on", ">secret", "~*", "+@all", "resetchannels");
		try (TokenNode deaf = TokenNode.begin(server, "spring.data.redis.username=limited",
				"spring.data.redis.password=secret"); TokenNode one = TokenNode.start(server)) {
			deaf.reaches(GuardState.AVAILABLE);
			assertThat(deaf.check("a")).isEqualTo(TokenStatus.REVOKED);
			assertThat(deaf.store.check("x", "user", Instant.now())).isEqualTo(TokenStatus.REVOKED);
			for (int i = 0; i < 20; i++) {
				assertThat(deaf.check("b" + i)).isEqualTo(TokenStatus.ACCEPTED);
				one.revoke("b" + i);
				assertThat(deaf.check("b" + i)).isEqualTo(TokenStatus.REVOKED);
			}
			assertThat(deaf.details()).containsEntry("replica", "incomplete");
			deaf.revoke("c");
			assertThat(deaf.pendingRecords()).isZero();
			assertThat(server.command("ZSCORE", REVOKED, "c")).isNotNull();
		}
	}

	@Test
	void whatASubscriptionMissedIsReadAgain(RedisServer server) {
		int unheard = 0;
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			for (int round = 0; round < 10; round++) {
				one.completes();
				two.completes();
				server.command("CLIENT", "KILL", "TYPE", "pubsub");
				one.revoke("round-" + round);
				unheard += (listeners(server) == 0) ? 1 : 0;
				// Not asked before it hears again: that would find out.
				TokenNode.awaits("subscribed", () -> listeners(server) == 2);
				two.completes();
				assertThat(two.known()).isEqualTo(round + 1);
			}
		}
		assertThat(unheard).as("revocations that nobody was there to hear").isPositive();
	}

	private static long listeners(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST", "TYPE", "pubsub")).lines().count();
	}

	@Test
	void beyondItsBoundANodeAsksRedisForWhatItDoesNotKnow(RedisServer server) {
		plant(server, 200, "t-");
		String bound = "resilient-redis.tokens.max-local=100";
		try (TokenNode node = TokenNode.begin(server, bound)) {
			node.reaches(GuardState.AVAILABLE);
			TokenNode.awaits("full", () -> node.known() == 100);
			for (int i = 0; i < 200; i++) {
				assertThat(node.check("t-" + i)).as("t-" + i).isEqualTo(TokenStatus.REVOKED);
			}
			assertThat(node.check("other")).isEqualTo(TokenStatus.ACCEPTED);
			node.revoke("mine");
			assertThat(node.known()).isEqualTo(100);
			assertThat(node.check("mine")).isEqualTo(TokenStatus.REVOKED);
			assertThat(node.details()).containsEntry("replica", "incomplete").containsEntry("complete-as-of", "never");
			node.proxy.refuse();
			node.reaches(GuardState.UNAVAILABLE);
			node.revoke("in-outage");
			assertThat(node.check("in-outage")).isEqualTo(TokenStatus.REVOKED);
			node.proxy.pass();
			node.reaches(GuardState.AVAILABLE);
			assertThat(node.check("in-outage")).isEqualTo(TokenStatus.REVOKED);
			assertThat(server.command("ZSCORE", REVOKED, "in-outage")).isNotNull();
			assertThat(node.known()).isLessThanOrEqualTo(100);
		}
	}

	@Test
	void hostileIdsAreTokensLikeOthersAndAppearInNoLog(RedisServer server) {
		String secret = UUID.randomUUID().toString();
		List<String> ids = List.of("", " ", secret, "\u0000" + secret, secret + "\r\nPING", secret.repeat(100_000),
				"{" + secret + "}", "ä" + secret, "\ud800" + secret, "#" + secret);
		try (CapturedLog log = new CapturedLog();
				TokenNode one = TokenNode.start(server);
				TokenNode two = TokenNode.start(server)) {
			for (String id : ids) {
				assertThat(two.refuses(id)).isFalse();
				one.revoke(id);
				one.store.revokeAll(id, Instant.now());
				soonRefused(two, id);
			}
			assertThat(server.command("ZCARD", REVOKED)).isEqualTo((long) ids.size());
			one.proxy.refuse();
			one.reaches(GuardState.UNAVAILABLE);
			one.revoke(secret + "-outage");
			one.proxy.pass();
			soonRefused(two, secret + "-outage");
			assertThat(log.lines(secret)).isEmpty();
			assertThat(one.details().toString()).doesNotContain(secret);
		}
	}

	@Test
	void aKeyOfAnotherTypeIsSaidOnceAndRefusesNobody(RedisServer server) {
		server.command("SET", REVOKED, "something else");
		try (CapturedLog log = new CapturedLog(); TokenNode node = TokenNode.begin(server)) {
			node.reaches(GuardState.AVAILABLE);
			for (int i = 0; i < 5; i++) {
				assertThat(node.check("a")).isEqualTo(TokenStatus.ACCEPTED);
			}
			TokenNode.awaits("warning", () -> !log.lines("cannot be read from Redis").isEmpty());
			assertThat(node.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			assertThat(log.lines("cannot be read from Redis")).hasSize(1);
		}
	}

	@Test
	void inAClusterTheTwoKeysMayBeOnDifferentMasters() {
		try (TwoMasters cluster = TwoMasters.start();
				TokenNode one = TokenNode.start(cluster);
				TokenNode two = TokenNode.start(cluster)) {
			one.revoke("a");
			one.store.revokeAll("user", Instant.now().plusSeconds(10));
			soonRefused(two, "a");
			TokenNode.awaits("subject", () -> two.store.isRevoked("b", "user", Instant.now()));
			try (TokenNode late = TokenNode.start(cluster)) {
				assertThat(late.refuses("a")).isTrue();
				assertThat(late.store.isRevoked("b", "user", Instant.now())).isTrue();
			}
		}
	}

	@Test
	void aClosedNodeLeavesNoThread(RedisServer server) {
		TokenNode.start(server).close();
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("resilient-redis-tokens")));
	}

	@Test
	void howSoonAnotherNodeKnows(RedisServer server) {
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			long[] nanos = IntStream.range(0, 200).mapToLong((i) -> {
				one.revoke("t-" + i);
				long returned = System.nanoTime();
				soonRefused(two, "t-" + i);
				return System.nanoTime() - returned;
			}).sorted().toArray();
			LoggerFactory.getLogger("figures")
				.warn("Another node knows of a revocation {} ms after it returned (median), at most {}",
						nanos[100] / 1e6, nanos[199] / 1e6);
			assertThat(nanos[100]).isLessThan(TimeUnit.SECONDS.toNanos(1));
		}
	}

}
