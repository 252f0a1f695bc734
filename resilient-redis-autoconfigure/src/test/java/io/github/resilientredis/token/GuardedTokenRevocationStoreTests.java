/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.sun.management.ThreadMXBean;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.journal.ForceMode;
import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The store where there is no Redis, or none that can be asked.
 */
class GuardedTokenRevocationStoreTests {

	private static final Instant LATER = Instant.now().plusSeconds(3600);

	private static final int SMALL = 64 * 1024;

	private final RecoveringJournal journal = RecoveringJournal
		.open(new JournalSettings(null, SMALL, ForceMode.GROUPED), "resilient-redis:", Clock.systemUTC());

	private final SettableChannel channel = new SettableChannel();

	@AfterEach
	void end() {
		this.journal.destroy();
	}

	private static TokenSettings settings(int maxLocal, TokenFallback onOutage) {
		return new TokenSettings("resilient-redis:", Duration.ofDays(1), maxLocal, onOutage);
	}

	private GuardedTokenRevocationStore store(SettableGuard guard, TokenFallback onOutage) {
		return new GuardedTokenRevocationStore(guard, this.journal, this.channel, settings(100, onOutage),
				Clock.systemUTC());
	}

	private GuardedTokenRevocationStore alone(int maxLocal) {
		return new GuardedTokenRevocationStore(new SettableGuard(GuardState.LOCAL_ONLY), this.journal,
				NodeChannel.alone(), settings(maxLocal, TokenFallback.DENY), Clock.systemUTC());
	}

	@Test
	void withoutRedisItWorksFromMemory() {
		TokenRevocationStore store = alone(100);
		assertThat(store.check("a", "user", Instant.now())).isEqualTo(TokenStatus.ACCEPTED);
		store.revoke("a", LATER);
		assertThat(store.check("a", "user", Instant.now())).isEqualTo(TokenStatus.REVOKED);
		assertThat(store.isRevoked("a", null, null)).isTrue();
		assertThat(store.isRevoked("b", null, null)).isFalse();
		assertThat(this.journal.status().records()).isZero();
	}

	@Test
	void withoutRedisAFullMemoryIsSaidToTheCaller() {
		TokenRevocationStore store = alone(2);
		store.revoke("a", LATER);
		store.revoke("b", LATER);
		assertThatThrownBy(() -> store.revoke("c", LATER)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("max-local");
	}

	@Test
	void tokensOfASubjectIssuedBeforeAMomentAreRevokedInWholeSeconds() {
		TokenRevocationStore store = alone(100);
		Instant second = Instant.ofEpochSecond(Instant.now().getEpochSecond());
		store.revokeAll("user", second.plusMillis(700));
		assertThat(store.check("a", "user", second.minusSeconds(1))).isEqualTo(TokenStatus.REVOKED);
		assertThat(store.check("a", "user", second)).isEqualTo(TokenStatus.ACCEPTED);
		assertThat(store.check("a", "user", null)).as("issued nobody knows when").isEqualTo(TokenStatus.REVOKED);
		assertThat(store.check("a", "other", null)).isEqualTo(TokenStatus.ACCEPTED);
		assertThat(store.check("a", null, null)).isEqualTo(TokenStatus.ACCEPTED);
		store.revokeAll("user", second.minusSeconds(60));
		assertThat(store.check("a", "user", second.minusSeconds(1))).as("after an earlier one")
			.isEqualTo(TokenStatus.REVOKED);
		store.revokeAll("user", second.plusSeconds(1));
		assertThat(store.check("a", "user", second)).isEqualTo(TokenStatus.REVOKED);
	}

	@Test
	void momentsFarAwayAreNoError() {
		TokenRevocationStore store = alone(100);
		store.revoke("never", Instant.MAX);
		store.revoke("long ago", Instant.MIN);
		store.revokeAll("all", Instant.MAX);
		store.revokeAll("none", Instant.MIN);
		assertThat(store.isRevoked("never", null, null)).isTrue();
		assertThat(store.isRevoked("long ago", null, null)).isFalse();
		assertThat(store.isRevoked("a", "all", Instant.MAX)).isFalse();
		assertThat(store.isRevoked("a", "all", LATER)).isTrue();
		assertThat(store.isRevoked("a", "none", Instant.MIN)).isFalse();
	}

	@Test
	void anExpiryJustPastIsStillRevokedBecauseValidatorsAllowForClocks() {
		TokenRevocationStore store = alone(100);
		store.revoke("just", Instant.now().minusSeconds(60));
		store.revoke("past", Instant.now().minus(RevocationKind.MARGIN).minusSeconds(1));
		assertThat(store.isRevoked("just", null, null)).isTrue();
		assertThat(store.isRevoked("past", null, null)).isFalse();
	}

	@Test
	void duringAnOutageARevocationHoldsAtOnceAndIsKeptOnceHoweverOftenItIsMade() {
		TokenRevocationStore store = store(new SettableGuard(GuardState.UNAVAILABLE), TokenFallback.LOCAL);
		store.revoke("a", LATER);
		store.revoke("a", LATER);
		store.revoke("a", LATER.minusSeconds(60));
		assertThat(store.check("a", null, null)).isEqualTo(TokenStatus.REVOKED);
		assertThat(this.journal.status().records()).isEqualTo(1);
		this.journal.drop(TokenWrites.REVOCATIONS, (record) -> {
			assertThat(Revocation.of(record))
				.isEqualTo(new Revocation(RevocationKind.TOKEN, "a", LATER.toEpochMilli()));
			return false;
		});
		store.revokeAll("user", Instant.now());
		assertThat(this.journal.status().records()).isEqualTo(2);
	}

	@Test
	void whatAnEarlierProcessLeftInTheJournalIsRevokedBeforeRedisIsThere() {
		SettableGuard guard = new SettableGuard(GuardState.UNAVAILABLE);
		TokenRevocationStore first = store(guard, TokenFallback.LOCAL);
		first.revoke("a", LATER);
		first.revokeAll("user", LATER);
		TokenRevocationStore next = store(guard, TokenFallback.LOCAL);
		assertThat(next.check("a", null, null)).isEqualTo(TokenStatus.REVOKED);
		assertThat(next.check("b", "user", Instant.now())).isEqualTo(TokenStatus.REVOKED);
		assertThat(next.check("b", "other", Instant.now())).isEqualTo(TokenStatus.ACCEPTED);
		assertThat(this.journal.status().records()).isEqualTo(2);
	}

	@Test
	void whenTheJournalIsFullTheCallerIsTold() {
		TokenRevocationStore store = store(new SettableGuard(GuardState.UNAVAILABLE), TokenFallback.LOCAL);
		assertThatThrownBy(() -> {
			for (int i = 0; i < SMALL; i++) {
				store.revoke("token " + i, LATER);
			}
		}).isInstanceOf(JournalFullException.class);
	}

	@Test
	void untilItWasCompleteDenyRefusesEverythingAndLocalAcceptsEverything() {
		SettableGuard guard = new SettableGuard(GuardState.UNAVAILABLE);
		TokenRevocationStore deny = store(guard, TokenFallback.DENY);
		assertThat(deny.check("a", "user", Instant.EPOCH)).isEqualTo(TokenStatus.UNVERIFIED);
		assertThat(deny.isRevoked("a", "user", Instant.EPOCH)).isTrue();
		TokenRevocationStore local = store(guard, TokenFallback.LOCAL);
		assertThat(local.check("a", "user", Instant.EPOCH)).isEqualTo(TokenStatus.ACCEPTED);
	}

	@Test
	void whatIsHeardOfOthersHoldsInAnOutageToo() {
		TokenRevocationStore store = store(new SettableGuard(GuardState.UNAVAILABLE), TokenFallback.LOCAL);
		this.channel.say(new Revocation(RevocationKind.TOKEN, "a", LATER.toEpochMilli()));
		assertThat(store.check("a", null, null)).isEqualTo(TokenStatus.REVOKED);
	}

	@Test
	void whileNotCompleteOrNotTrustedRedisIsAskedForEachToken() {
		SettableGuard guard = new SettableGuard(GuardState.AVAILABLE);
		GuardedTokenRevocationStore store = store(guard, TokenFallback.LOCAL);
		this.channel.trust(true);
		assertThat(store.check("a", null, null)).isEqualTo(TokenStatus.ACCEPTED);
		assertThat(guard.refused()).isEqualTo(1);
		assertThat(store.getStatus()).isEqualTo(new TokenReplicaStatus(false, null, 0, 0));
	}

	@Test
	void anAnswerFromMemoryAllocatesNothing() {
		TokenRevocationStore store = alone(100);
		store.revoke("other", LATER);
		store.revokeAll("somebody", Instant.now());
		String id = UUID.randomUUID().toString();
		Instant issuedAt = Instant.now();
		allocated(store, id, issuedAt);
		assertThat(allocated(store, id, issuedAt)).as("bytes for each check").isLessThan(1);
	}

	private static double allocated(TokenRevocationStore store, String id, Instant issuedAt) {
		int checks = 200_000;
		int accepted = 0;
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < checks; i++) {
			accepted += store.isRevoked(id, "user", issuedAt) ? 0 : 1;
		}
		long bytes = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(accepted).isEqualTo(checks);
		return (double) bytes / checks;
	}

}
