/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.SettableGuard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a throttle does where there is no Redis to ask.
 */
class GuardedThrottleTests {

	private static final ThrottleRate TWO = ThrottleRate.of(2, Duration.ofHours(1));

	private final SettableGuard guard = new SettableGuard(GuardState.UNAVAILABLE);

	@Test
	void whenALimitIsUnknownThenTheErrorNamesThePropertyAndTheOthers() {
		GuardedThrottle throttle = throttle(null, limit("login", ThrottleFallback.LOCAL, false));
		assertThatExceptionOfType(UnknownLimitException.class).isThrownBy(() -> throttle.tryAcquire("logon", "a"))
			.withMessageContaining("'resilient-redis.throttle.limits.logon'")
			.withMessageContaining("login");
		assertThatExceptionOfType(UnknownLimitException.class).isThrownBy(() -> throttle.tryAcquireAsync("logon", "a"));
		assertThat(throttle.getLimits()).extracting(ThrottleLimit::name).containsExactly("login");
	}

	@Test
	@SuppressWarnings("NullAway")
	void whenArgumentsAreBadThenNothingIsCounted() {
		GuardedThrottle throttle = throttle(1, limit("login", ThrottleFallback.LOCAL, false));
		assertThatIllegalArgumentException().isThrownBy(() -> throttle.tryAcquire("login", "a", 0))
			.withMessageContaining("cost");
		assertThatIllegalArgumentException().isThrownBy(() -> throttle.tryAcquire("login", "a", Long.MIN_VALUE));
		assertThatIllegalArgumentException().isThrownBy(() -> throttle.tryAcquire("login", null))
			.withMessageContaining("key");
		assertThat(throttle.getStatistics().get(0).decisions()).isEmpty();
		assertThat(throttle.tryAcquire("login", "a", Long.MAX_VALUE).isAdmitted()).isFalse();
		assertThat(throttle.tryAcquire("login", "a", 2).isAdmitted()).isTrue();
	}

	@Test
	void whenTwoLimitsHaveOneNameThenItIsRefused() {
		ThrottleLimit limit = limit("login", ThrottleFallback.LOCAL, false);
		assertThatIllegalArgumentException().isThrownBy(() -> throttle(1, limit, limit))
			.withMessageContaining("'login'");
	}

	@ParameterizedTest
	@MethodSource
	void whateverAKeyIsItHasABucketOfItsOwn(String key) {
		GuardedThrottle throttle = throttle(1, limit("login", ThrottleFallback.LOCAL, false));
		assertThat(throttle.tryAcquire("login", key).remaining()).isOne();
		assertThat(throttle.tryAcquire("login", key + " ").remaining()).isOne();
		assertThat(throttle.tryAcquire("login", key).remaining()).isZero();
	}

	static Stream<String> whateverAKeyIsItHasABucketOfItsOwn() {
		return Stream.of("", "a", "#", "{a}b", "\u0000\r\n", "\ud83d\ude00", "x".repeat(1_000_000));
	}

	@Test
	void whenRedisHasNeverBeenThereThenTheWholeLimitAppliesAndItIsSaidOnce() {
		GuardedThrottle throttle = throttle(null, limit("login", ThrottleFallback.LOCAL, false));
		try (CapturedLog log = new CapturedLog()) {
			assertThat(throttle.tryAcquire("login", "a").remaining()).isOne();
			assertThat(throttle.tryAcquire("login", "b").remaining()).isOne();
			assertThat(log.lines("resilient-redis.throttle.nodes")).hasSize(1);
		}
		assertThat(throttle.getNodes()).isZero();
	}

	@Test
	void whenTheNumberOfNodesIsConfiguredThenALimitIsDividedByIt() {
		ThrottleLimit nine = ThrottleLimit.of("nine", ThrottleRate.of(9, Duration.ofHours(1)));
		try (CapturedLog log = new CapturedLog()) {
			assertThat(throttle(3, nine).tryAcquire("nine", "a").remaining()).isEqualTo(2);
			assertThat(throttle(100, nine).tryAcquire("nine", "a").remaining()).isZero();
			assertThat(log.linesOf(GuardedThrottle.class)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenThereIsToBeNoRedisThenEachLimitIsKeptHere(ThrottleFallback onFailure) {
		SettableGuard none = new SettableGuard(GuardState.LOCAL_ONLY);
		GuardedThrottle throttle = new GuardedThrottle(none, Journal.none(), settings(null),
				List.of(limit("login", onFailure, false)), Clock.systemUTC());
		try (CapturedLog log = new CapturedLog()) {
			assertThat(throttle.tryAcquire("login", "a", 2).source()).isEqualTo(ThrottleSource.LOCAL);
			assertThat(throttle.tryAcquire("login", "a").outcome()).isEqualTo(ThrottleOutcome.REJECTED);
			assertThat(log.linesOf(GuardedThrottle.class)).isEmpty();
		}
		assertThat(throttle.getNodes()).isOne();
	}

	@Test
	void whenALimitIsOnlyTriedOutThenNobodyIsTurnedAwayAndItIsCounted() {
		GuardedThrottle throttle = throttle(1, limit("local", ThrottleFallback.LOCAL, true),
				limit("closed", ThrottleFallback.CLOSED, true));
		throttle.tryAcquire("local", "a", 2);
		ThrottleDecision beyond = throttle.tryAcquire("local", "a");
		assertThat(beyond.isAdmitted()).isTrue();
		assertThat(beyond.outcome()).isEqualTo(ThrottleOutcome.SHADOW_REJECTED);
		assertThat(throttle.tryAcquire("closed", "a").isAdmitted()).isTrue();
		assertThat(throttle.getStatistics()).extracting(ThrottleStatistics::decisions)
			.containsExactly(
					Map.of(kind(ThrottleOutcome.ADMITTED, ThrottleSource.LOCAL), 1L,
							kind(ThrottleOutcome.SHADOW_REJECTED, ThrottleSource.LOCAL), 1L),
					Map.of(kind(ThrottleOutcome.SHADOW_REJECTED, ThrottleSource.NONE), 1L));
	}

	@Test
	void asynchronousDecisionsAreTheSame() {
		GuardedThrottle throttle = throttle(1, limit("local", ThrottleFallback.LOCAL, false),
				limit("open", ThrottleFallback.OPEN, false), limit("closed", ThrottleFallback.CLOSED, false));
		assertThat(throttle.tryAcquireAsync("local", "a", 2).toCompletableFuture().join().isAdmitted()).isTrue();
		assertThat(throttle.tryAcquireAsync("local", "a").toCompletableFuture().join().outcome())
			.isEqualTo(ThrottleOutcome.REJECTED);
		assertThat(throttle.tryAcquireAsync("open", "a").toCompletableFuture().join().outcome())
			.isEqualTo(ThrottleOutcome.ADMITTED);
		ThrottleDecision closed = throttle.tryAcquireAsync("closed", "a").toCompletableFuture().join();
		assertThat(closed.outcome()).isEqualTo(ThrottleOutcome.UNAVAILABLE);
		assertThat(closed.retryAfter()).isPositive();
	}

	private GuardedThrottle throttle(@Nullable Integer nodes, ThrottleLimit... limits) {
		return new GuardedThrottle(this.guard, Journal.none(), settings(nodes), List.of(limits), Clock.systemUTC());
	}

	private static ThrottleSettings settings(@Nullable Integer nodes) {
		return new ThrottleSettings("test:", nodes, 1000);
	}

	private static ThrottleLimit limit(String name, ThrottleFallback onFailure, boolean shadow) {
		return new ThrottleLimit(name, List.of(TWO), 1, onFailure, ThrottlePrecision.EXACT, shadow);
	}

	private static ThrottleStatistics.Kind kind(ThrottleOutcome outcome, ThrottleSource source) {
		return new ThrottleStatistics.Kind(outcome, source);
	}

}
