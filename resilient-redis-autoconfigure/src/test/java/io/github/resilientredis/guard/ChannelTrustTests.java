/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelTrustTests {

	private static final Object FIRST = new Object();

	private static final Object SECOND = new Object();

	private final ChannelTrust trust = new ChannelTrust();

	@Test
	void whenNothingWasHeardThenThereIsNoTrust() {
		assertThat(this.trust.isTrusted()).isFalse();
		this.trust.begin(FIRST);
		this.trust.told(this.trust.untold());
		assertThat(this.trust.isTrusted()).isFalse();
	}

	@Test
	void whenListenersWereNotToldOfTheNewSubscriptionThenABeatGivesNoTrust() {
		this.trust.begin(FIRST);
		assertThat(this.trust.confirm(FIRST, System.nanoTime())).isZero();
		assertThat(this.trust.isTrusted()).isFalse();
		this.trust.told(this.trust.untold());
		assertThat(this.trust.untold()).isZero();
		assertThat(this.trust.confirm(FIRST, System.nanoTime())).isPositive();
		assertThat(this.trust.isTrusted()).isTrue();
	}

	@Test
	void whenABeatIsHeardThenTrustEndsASecondAfterItsSending() {
		trusted(FIRST);
		long sentAt = System.nanoTime() - Duration.ofMillis(700).toNanos();
		ChannelTrust late = new ChannelTrust();
		late.begin(FIRST);
		late.told(late.untold());
		assertThat(late.confirm(FIRST, sentAt)).isBetween(1L, Duration.ofMillis(300).toNanos());
		late.expire();
		assertThat(late.isTrusted()).isTrue();
		Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - sentAt >= 1_000_000_000);
		late.expire();
		assertThat(late.isTrusted()).isFalse();
		this.trust.expire();
		assertThat(this.trust.isTrusted()).isTrue();
	}

	@Test
	void whenABeatIsTooOldOrFromTheFutureThenItGivesNoTrust() {
		this.trust.begin(FIRST);
		this.trust.told(this.trust.untold());
		assertThat(this.trust.confirm(FIRST, System.nanoTime() - Duration.ofMillis(1001).toNanos())).isZero();
		assertThat(this.trust.confirm(FIRST, System.nanoTime() + Duration.ofSeconds(5).toNanos())).isZero();
		assertThat(this.trust.isTrusted()).isFalse();
	}

	@Test
	void whenABeatOfAnEarlierSubscriptionArrivesThenItGivesNoTrust() {
		trusted(FIRST);
		this.trust.begin(SECOND);
		assertThat(this.trust.isTrusted()).isFalse();
		this.trust.told(this.trust.untold());
		assertThat(this.trust.confirm(FIRST, System.nanoTime())).isZero();
		assertThat(this.trust.isTrusted()).isFalse();
	}

	@Test
	void whenAnEarlierSubscriptionEndsThenTheCurrentOneStaysTrusted() {
		trusted(FIRST);
		trusted(SECOND);
		this.trust.end(FIRST);
		assertThat(this.trust.isTrusted()).isTrue();
		this.trust.end(SECOND);
		assertThat(this.trust.isTrusted()).isFalse();
	}

	@Test
	void whenSomethingIsLostWhileListenersAreToldThenTheyAreToldAgain() {
		trusted(FIRST);
		this.trust.lost();
		assertThat(this.trust.isTrusted()).isFalse();
		long gap = this.trust.untold();
		this.trust.lost();
		this.trust.told(gap);
		assertThat(this.trust.confirm(FIRST, System.nanoTime())).isZero();
		assertThat(this.trust.untold()).isNotZero();
		this.trust.told(this.trust.untold());
		assertThat(this.trust.confirm(FIRST, System.nanoTime())).isPositive();
	}

	private void trusted(Object subscription) {
		this.trust.begin(subscription);
		this.trust.told(this.trust.untold());
		assertThat(this.trust.confirm(subscription, System.nanoTime())).isPositive();
		assertThat(this.trust.isTrusted()).isTrue();
	}

}
