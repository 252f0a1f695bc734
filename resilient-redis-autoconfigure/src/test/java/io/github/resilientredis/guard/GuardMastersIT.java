/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.testkit.ClusterSet;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.RespException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One master of a Cluster is away, the others serve.
 */
class GuardMastersIT {

	private static final int CALLS = 200;

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private final ClusterSet cluster = ClusterSet.builder().withoutReplicas().start();

	private final GuardFixture fixture = GuardFixture.on(this.cluster);

	private final RedisServer lost = this.cluster.masters().get(0);

	private final RedisServer other = this.cluster.masters().get(1);

	private final String lostKey = this.cluster.keyOn(this.lost, "k");

	private final List<String> otherKeys = List.of(this.cluster.keyOn(this.other, "k"),
			this.cluster.keyOn(this.cluster.masters().get(2), "k"));

	@BeforeEach
	void prepare() {
		this.fixture.connected();
		Awaitility.await()
			.until(() -> states().equals(List.of(GuardState.AVAILABLE, GuardState.AVAILABLE, GuardState.AVAILABLE)));
		this.fixture.set(this.lostKey, "lost");
		this.otherKeys.forEach((key) -> this.fixture.set(key, "kept"));
	}

	@AfterEach
	void close() {
		this.fixture.close();
		this.cluster.close();
	}

	private List<GuardState> states() {
		return this.fixture.guard.getMasters().stream().map(MasterStatus::state).toList();
	}

	@Test
	void whenAMasterHangsThenOnlyItsKeysFallBackAndTheyReturn() {
		this.lost.hang();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isAway() || failsOnce());
		assertOthersAreServedAndTheLostIsNot();
		this.lost.resume();
		assertReturns();
	}

	@Test
	void whenAMasterIsKilledThenOnlyItsKeysFallBackAndTheyReturn() {
		this.lost.kill();
		Awaitility.await().atMost(A_SECOND).until(() -> isAway() || failsOnce());
		assertOthersAreServedAndTheLostIsNot();
		this.lost.restart();
		Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(this::servesAgain);
		assertReturns();
	}

	@Test
	void whenAllMastersAreGoneThenRedisIsAndComesBack() {
		this.cluster.masters().forEach(RedisServer::kill);
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
			failsOnce();
			this.otherKeys.forEach(this::fails);
			return this.fixture.guard.getState() == GuardState.UNAVAILABLE;
		});
		this.cluster.masters().forEach(RedisServer::restart);
		this.cluster.awaitWhole();
		this.fixture.reaches(GuardState.AVAILABLE, A_SECOND.multipliedBy(3));
		Awaitility.await()
			.atMost(A_SECOND.multipliedBy(3))
			.until(() -> states().stream().allMatch((state) -> state == GuardState.AVAILABLE));
		this.fixture.set(this.lostKey, "again");
		assertThat(get(this.lostKey)).isEqualTo("again");
	}

	private @Nullable String get(String key) {
		return this.fixture.get(GuardFixture.GET.onKey(GuardFixture.bytes(key)), key);
	}

	/** A master that was restarted refuses for a while before it trusts what it knows. */
	private boolean servesAgain() {
		try {
			return this.lost.command("EXISTS", this.lostKey) != null;
		}
		catch (RespException ex) {
			return false;
		}
	}

	private boolean isAway() {
		return this.fixture.guard.getState(GuardFixture.bytes(this.lostKey)) == GuardState.UNAVAILABLE;
	}

	private boolean failsOnce() {
		fails(this.lostKey);
		return isAway();
	}

	private void fails(String key) {
		try {
			get(key);
		}
		catch (RedisUnavailableException ex) {
			// As it should.
		}
	}

	private void assertOthersAreServedAndTheLostIsNot() {
		assertThat(this.fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		long asked = this.other.calls("get");
		long slowest = 0;
		for (int i = 0; i < CALLS; i++) {
			for (String key : this.otherKeys) {
				long start = System.nanoTime();
				assertThat(get(key)).isEqualTo("kept");
				slowest = Math.max(slowest, System.nanoTime() - start);
			}
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> get(this.lostKey))
				.matches(RedisUnavailableException::isPartial)
				.matches((ex) -> !ex.isOutcomeUnknown());
		}
		assertThat(this.other.calls("get") - asked).isGreaterThanOrEqualTo(CALLS);
		assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(250);
		assertThat(this.fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		assertThat(states()).containsExactlyInAnyOrder(GuardState.UNAVAILABLE, GuardState.AVAILABLE,
				GuardState.AVAILABLE);
	}

	private void assertReturns() {
		Awaitility.await()
			.atMost(A_SECOND.multipliedBy(2))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> states().stream().allMatch((state) -> state == GuardState.AVAILABLE));
		this.fixture.set(this.lostKey, "again");
		assertThat(get(this.lostKey)).isEqualTo("again");
		assertThat(this.fixture.changes).extracting(GuardStateChange::current).doesNotContain(GuardState.UNAVAILABLE);
	}

}
