/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revocations before, during and after each kind of outage.
 */
@ExtendWith(RedisKitExtension.class)
class TokenFaultsIT {

	private static final String REVOKED = "resilient-redis:revoked";

	/** A request's budget, a command's timeout, the disk, and a busy machine. */
	private static final Duration BOUND = Duration.ofMillis(4500);

	@ParameterizedTest
	@EnumSource
	void whatIsRevokedDuringAnOutageIsRefusedAtOnceHereAndEverywhereAfterIt(TokenFault fault, RedisServer server) {
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			one.revoke("before");
			TokenNode.awaits("heard", () -> two.refuses("before"));
			fault.begin(server);
			TokenFault.proveBite(server);
			long start = System.nanoTime();
			one.revoke("during");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
			one.store.revokeAll("user", Instant.now().plusSeconds(10));
			assertThat(one.check("during")).isEqualTo(TokenStatus.REVOKED);
			assertThat(one.store.isRevoked("x", "user", Instant.now())).isTrue();
			assertThat(one.pendingRecords()).isPositive();
			assertThat(two.check("before")).isEqualTo(TokenStatus.REVOKED);
			assertThat(two.check("other")).isEqualTo(TokenStatus.ACCEPTED);
			fault.end(server);
			reachesEverybody(fault, one, two);
			assertThat(server.command("ZSCORE", REVOKED, "before")).isNotNull();
			assertThat(server.command("ZSCORE", REVOKED, "during")).isNotNull();
			one.completes();
			two.completes();
			for (TokenNode node : List.of(one, two)) {
				assertThat(node.check("during")).isEqualTo(TokenStatus.REVOKED);
				assertThat(node.check("before")).isEqualTo(TokenStatus.REVOKED);
				assertThat(node.check("other")).isEqualTo(TokenStatus.ACCEPTED);
				assertThat(node.pendingRecords()).isZero();
			}
		}
	}

	private static void reachesEverybody(TokenFault fault, TokenNode one, TokenNode two) {
		one.reaches(GuardState.AVAILABLE);
		two.reaches(GuardState.AVAILABLE);
		long recovered = System.nanoTime();
		TokenNode.awaits("refused by the other",
				() -> two.refuses("during") && two.store.isRevoked("x", "user", Instant.now()));
		long millis = Duration.ofNanos(System.nanoTime() - recovered).toMillis();
		LoggerFactory.getLogger("figures").warn("{}: refused by the other node {} ms after recovery", fault, millis);
		assertThat(millis).isLessThan(1000);
	}

	@Test
	void whileOnlyWritesAreRefusedTheOthersKnowAtOnce(RedisServer server) {
		try (TokenNode one = TokenNode.start(server); TokenNode two = TokenNode.start(server)) {
			server.fillMemory();
			TokenFault.proveBite(server);
			// Finds out.
			one.revoke("first");
			one.reaches(GuardState.WRITES_REFUSED);
			one.revoke("second");
			TokenNode.awaits("heard", () -> two.refuses("second"));
			assertThat(server.command("ZSCORE", REVOKED, "second")).isNull();
			assertThat(one.pendingRecords()).isPositive();
		}
	}

	@Test
	void anEmptiedRedisIsRefilledByANodeThatRevokedNothingItself(RedisServer server) {
		try (TokenNode two = TokenNode.start(server)) {
			revokeAndLeave(server, two, "a", 1200);
			server.restartEmpty();
			assertThat(server.command("ZCARD", REVOKED)).isEqualTo(0L);
			putBack(server, two, "a", 1200);
		}
	}

	@Test
	void whatARolledBackRedisForgotIsPutBackByANodeThatRevokedNothingItself(RedisServer server) {
		try (TokenNode two = TokenNode.start(server)) {
			revokeAndLeave(server, two, "a", 3);
			Snapshot old = server.snapshot();
			beats(server);
			beats(server);
			revokeAndLeave(server, two, "b", 3);
			server.restartFrom(old);
			assertThat(server.command("ZCARD", REVOKED)).isEqualTo(3L);
			putBack(server, two, "b", 6);
		}
	}

	private static void beats(RedisServer server) {
		Object before = server.command("GET", "resilient-redis:marker");
		TokenNode.awaits("beat", () -> !String.valueOf(before).equals(server.command("GET", "resilient-redis:marker")));
	}

	/** Another node revokes, and is gone. */
	private static void revokeAndLeave(RedisServer server, TokenNode two, String prefix, int count) {
		long before = two.known();
		try (TokenNode one = TokenNode.start(server)) {
			for (int i = 0; i < count; i++) {
				one.revoke(prefix + i);
			}
			one.store.revokeAll("user", Instant.now().plusSeconds(60));
			TokenNode.awaits("heard", () -> two.known() == before + count);
		}
	}

	private static void putBack(RedisServer server, TokenNode two, String prefix, int count) {
		TokenNode.awaits("loss noticed", () -> Long.valueOf(count).equals(server.command("ZCARD", REVOKED)));
		two.completes();
		try (TokenNode late = TokenNode.start(server)) {
			assertThat(late.known()).isEqualTo(count);
			assertThat(late.refuses(prefix + "0")).isTrue();
			assertThat(late.store.isRevoked("x", "user", Instant.now())).isTrue();
		}
	}

	@Test
	void anEmptiedRedisIsNotReadBeforeItIsRefilled(RedisServer server) {
		try (TokenNode node = TokenNode.start(server)) {
			for (int i = 0; i < 600; i++) {
				node.revoke("t-" + i);
			}
			server.kill();
			node.reaches(GuardState.UNAVAILABLE);
			server.restartEmpty();
			node.reaches(GuardState.AVAILABLE);
			assertThat(server.command("ZCARD", REVOKED)).isEqualTo(600L);
		}
	}

	@Test
	void whatAnApplicationRevokedInAnOutageOutlivesIt(@TempDir Path directory) throws IOException {
		Path copy = directory.resolve("copy");
		try (RedisServer server = RedisServer.builder().prepare()) {
			try (TokenNode first = TokenNode.begin(server, journal(directory.resolve("journal")))) {
				first.reaches(GuardState.UNAVAILABLE);
				first.revoke("a");
				first.store.revokeAll("user", Instant.now().plusSeconds(60));
				// As it is if the process is killed here.
				copy(directory.resolve("journal"), copy);
			}
			try (TokenNode next = TokenNode.begin(server, journal(copy))) {
				next.reaches(GuardState.UNAVAILABLE);
				assertThat(next.check("a")).isEqualTo(TokenStatus.REVOKED);
				assertThat(next.store.isRevoked("x", "user", Instant.now())).isTrue();
				server.startUp();
				next.completes();
				assertThat(server.command("ZSCORE", REVOKED, "a")).isNotNull();
				assertThat(server.command("ZSCORE", "resilient-redis:revoked-before", "user")).isNotNull();
			}
		}
	}

	private static String journal(Path directory) {
		return "resilient-redis.journal.directory=" + directory;
	}

	private static void copy(Path from, Path to) throws IOException {
		Files.createDirectories(to);
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.filter((path) -> !path.toString().endsWith("lock")).toList()) {
				Files.copy(file, to.resolve(file.getFileName()));
			}
		}
	}

	@Test
	void denyRefusesWhatWasIssuedAfterTheLastMomentOfWhichAllIsKnown(RedisServer server) {
		try (TokenNode deny = TokenNode.start(server, "resilient-redis.tokens.on-outage=deny");
				TokenNode local = TokenNode.start(server)) {
			Instant before = Instant.now();
			deny.revoke("revoked");
			TokenNode.awaits("a moment later", () -> {
				Instant asOf = deny.store.getStatus().completeAsOf();
				return asOf != null && asOf.getEpochSecond() > before.getEpochSecond();
			});
			server.kill();
			TokenFault.proveBite(server);
			deny.reaches(GuardState.UNAVAILABLE);
			local.reaches(GuardState.UNAVAILABLE);
			TokenNode.awaits("untrusted", () -> !deny.isComplete());
			Instant after = Instant.now();
			assertThat(deny.store.check("old", null, before)).isEqualTo(TokenStatus.ACCEPTED);
			assertThat(deny.store.check("new", null, after)).isEqualTo(TokenStatus.UNVERIFIED);
			assertThat(deny.store.check("undated", null, null)).isEqualTo(TokenStatus.UNVERIFIED);
			assertThat(deny.store.check("revoked", null, before)).isEqualTo(TokenStatus.REVOKED);
			assertThat(local.store.check("new", null, after)).isEqualTo(TokenStatus.ACCEPTED);
			server.startUp();
			deny.completes();
			assertThat(deny.store.check("new", null, after)).isEqualTo(TokenStatus.ACCEPTED);
		}
	}

	@Test
	void withoutRedisAtItsStartANodeThatDeniesRefusesEverything() {
		try (RedisServer server = RedisServer.builder().prepare();
				TokenNode deny = TokenNode.begin(server, "resilient-redis.tokens.on-outage=deny");
				TokenNode local = TokenNode.begin(server)) {
			// Waits for the first attempt, if need be.
			assertThat(deny.store.check("a", null, Instant.EPOCH)).isEqualTo(TokenStatus.UNVERIFIED);
			assertThat(local.check("a")).isEqualTo(TokenStatus.ACCEPTED);
			server.startUp();
			deny.completes();
			assertThat(deny.check("a")).isEqualTo(TokenStatus.ACCEPTED);
		}
	}

}
