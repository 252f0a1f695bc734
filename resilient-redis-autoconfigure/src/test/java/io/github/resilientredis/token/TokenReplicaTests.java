/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.resilientredis.testkit.JumpingClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a node may say that it knows everything, and what it forgets.
 */
class TokenReplicaTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final TokenReplica replica = new TokenReplica(
			new TokenSettings("", Duration.ofHours(1), 10, TokenFallback.DENY), Clock.fixed(NOW, ZoneOffset.UTC));

	private static Revocation token(String name, Instant expiry) {
		return new Revocation(RevocationKind.TOKEN, name, expiry.toEpochMilli());
	}

	@Test
	void aClockThatIsPutForwardLetsNoRevocationBeForgotten() {
		JumpingClock clock = new JumpingClock();
		TokenReplica known = new TokenReplica(new TokenSettings("", Duration.ofHours(1), 10, TokenFallback.DENY),
				clock);
		known.learn(token("stolen", clock.instant().plusSeconds(600)));
		clock.jump(Duration.ofHours(5));
		known.sets().forEach(RevocationSet::purge);
		assertThat(known.tokens().live()).as("what is told to Redis").toIterable().hasSize(1);
		clock.jump(Duration.ofHours(-5));
		assertThat(known.tokens().score("stolen")).isNotNull();
	}

	@Test
	void itIsCompleteOnceAllWasReadSinceTheLastGap() {
		assertThat(this.replica.isComplete()).isFalse();
		assertThat(this.replica.completeAsOf()).isEqualTo(TokenReplica.NEVER);
		long before = this.replica.gaps();
		this.replica.gap();
		this.replica.loaded(before, 1000);
		assertThat(this.replica.isComplete()).as("a gap opened during the reload").isFalse();
		this.replica.loaded(this.replica.gaps(), 2000);
		assertThat(this.replica.isComplete()).isTrue();
		assertThat(this.replica.completeAsOf()).isEqualTo(2000);
	}

	@Test
	void theMomentUpToWhichAllIsKnownStandsStillInAGap() {
		this.replica.loaded(0, 1000);
		this.replica.current(3000);
		this.replica.gap();
		this.replica.current(9000);
		assertThat(this.replica.completeAsOf()).isEqualTo(3000);
	}

	@Test
	void beyondItsBoundItIsIncompleteUntilThereIsRoomAndAllIsReadAgain() {
		this.replica.loaded(0, 1000);
		for (int i = 0; i < 10; i++) {
			this.replica.learn(token("old " + i, NOW.minusSeconds(600)));
		}
		assertThat(this.replica.isComplete()).as("filled to the bound").isTrue();
		this.replica.learn(token("old 3", NOW.minusSeconds(500)));
		assertThat(this.replica.isComplete()).as("what it knows takes no room").isTrue();
		this.replica.learn(token("one more", NOW.plusSeconds(600)));
		assertThat(this.replica.isComplete()).isFalse();
		assertThat(this.replica.tokens().size()).isEqualTo(10);
		assertThat(this.replica.completeAsOf()).isEqualTo(TokenReplica.NEVER);
		this.replica.loaded(this.replica.gaps(), 2000);
		assertThat(this.replica.isComplete()).as("read, but not all kept").isFalse();
		this.replica.relieve();
		assertThat(this.replica.isOverflowed()).isTrue();
		this.replica.tokens().purge();
		this.replica.relieve();
		assertThat(this.replica.isOverflowed()).isFalse();
		assertThat(this.replica.isComplete()).isFalse();
		this.replica.loaded(this.replica.gaps(), 3000);
		assertThat(this.replica.isComplete()).isTrue();
	}

	@Test
	void theLaterOfTwoScoresCounts() {
		this.replica.learn(token("a", NOW.plusSeconds(10)));
		this.replica.learn(token("a", NOW.plusSeconds(5)));
		assertThat(this.replica.tokens().score("a")).isEqualTo(NOW.plusSeconds(10).toEpochMilli());
		this.replica.tokens().keep("a", NOW.plusSeconds(20).toEpochMilli());
		assertThat(this.replica.tokens().score("a")).isEqualTo(NOW.plusSeconds(20).toEpochMilli());
	}

	@Test
	void aTokenIsForgottenSomeTimeAfterItsExpiryAndASubjectAfterItsLastToken() {
		Instant margin = NOW.minus(RevocationKind.MARGIN);
		this.replica.learn(token("just", margin));
		this.replica.learn(token("past", margin.minusMillis(1)));
		long cutOff = margin.minus(Duration.ofHours(1)).getEpochSecond();
		this.replica.learn(new Revocation(RevocationKind.SUBJECT, "just", cutOff));
		this.replica.learn(new Revocation(RevocationKind.SUBJECT, "past", cutOff - 1));
		this.replica.sets().forEach(RevocationSet::purge);
		assertThat(this.replica.tokens().score("just")).isNotNull();
		assertThat(this.replica.tokens().score("past")).isNull();
		assertThat(this.replica.subjects().score("just")).isNotNull();
		assertThat(this.replica.subjects().score("past")).isNull();
	}

}
