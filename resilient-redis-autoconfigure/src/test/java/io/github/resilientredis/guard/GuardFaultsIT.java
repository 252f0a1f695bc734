/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(RedisKitExtension.class)
class GuardFaultsIT {

	private static final Duration SOON = Duration.ofSeconds(3);

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	@Test
	void whenRedisIsKilledThenCallsFailAtOnceUntilItIsBack(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected();
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			fixture.set("k", "v");
			unguarded.assertWorks();
			server.kill();
			unguarded.assertFails();
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			fixture.assertFailsFast(10_000);
			server.startUp();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			fixture.set("k", "w");
			assertThat(fixture.get("k")).isEqualTo("w");
			fixture.assertWent(GuardState.AVAILABLE, GuardState.UNAVAILABLE, GuardState.RECOVERING,
					GuardState.AVAILABLE);
		}
	}

	@Test
	void whenRedisHangsThenNoCallWaitsLongerThanAgreed(RedisServer server) throws Exception {
		try (GuardFixture fixture = GuardFixture.on(server).connected();
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			fixture.set("k", "v");
			IntStream.range(0, 20).forEach((i) -> fixture.get("k"));
			unguarded.assertWorks();
			server.hang();
			unguarded.assertFails();
			List<Duration> waits = GuardFixture.inParallel(8, 4, () -> {
				assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> fixture.get("k"));
				return null;
			});
			assertThat(waits).hasSize(32).allSatisfy((wait) -> assertThat(wait).isLessThan(BUDGET_AND_TIMEOUT));
			fixture.reaches(GuardState.UNAVAILABLE, Duration.ofMillis(100));
			fixture.assertFailsFast(10_000);
			server.resume();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			assertThat(fixture.get("k")).isEqualTo("v");
		}
	}

	@Test
	void whenRedisIsAbsentAtStartThenItIsFoundWhenItComes() {
		try (RedisServer server = RedisServer.builder().prepare();
				GuardFixture fixture = GuardFixture.on(server);
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertFails();
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			assertThat(fixture.guard.getStatus().lastError()).containsIgnoringCase("refused");
			fixture.assertFailsFast(1_000);
			server.startUp();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			assertThat(fixture.get("k")).isNull();
		}
	}

	@Test
	void whenConnectingHangsThenCallsWaitForItWithinTheirBudgetOnly() throws Exception {
		try (BlackHole hole = BlackHole.open(); GuardFixture fixture = GuardFixture.on(hole.host(), hole.port())) {
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.CONNECTING);
			List<Duration> waits = GuardFixture.inParallel(4, 1, () -> {
				assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> fixture.get("k"));
				return null;
			});
			assertThat(waits)
				.allSatisfy((wait) -> assertThat(wait).isBetween(Duration.ofMillis(900), Duration.ofMillis(1500)));
			fixture.reaches(GuardState.UNAVAILABLE, SOON);
			fixture.assertFailsFast(1_000);
		}
	}

	@Test
	void whenEveryAnswerIsSlowThenTheCircuitOpensAndClosesWhenTheyAreFast(RedisServer server, RedisProxy proxy)
			throws Exception {
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			proxy.delay(Duration.ofMillis(300));
			AtomicInteger answered = new AtomicInteger();
			GuardFixture.inParallel(4, 5, () -> answered.addAndGet("v".equals(fixture.getOrNull()) ? 1 : 0));
			assertThat(answered).hasPositiveValue();
			Awaitility.await()
				.atMost(A_SECOND)
				.untilAsserted(() -> assertThat(fixture.changes).extracting(GuardStateChange::reason)
					.contains("too many slow answers"));
			proxy.pass();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			assertThat(fixture.get("k")).isEqualTo("v");
		}
	}

	@Test
	void whenRedisIsFarAwayAndSettingsAllowForItThenItIsUsed(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		proxy.delay(Duration.ofMillis(300));
		try (GuardFixture near = GuardFixture.on(proxy.host(), proxy.port());
				GuardFixture far = GuardFixture.on(proxy.host(), proxy.port(), null,
						(settings) -> slowFrom(settings, Duration.ofSeconds(1)))) {
			far.reaches(GuardState.AVAILABLE, SOON);
			assertThat(far.get("k")).isEqualTo("v");
			near.reaches(GuardState.UNAVAILABLE, SOON);
		}
	}

	@Test
	void whenTheConnectionIsCutInTheMiddleOfAReplyThenOnlyAnIdempotentCallIsRescuedByAFreshOne(RedisServer server,
			RedisProxy proxy) {
		server.command("SET", "k", "value");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			proxy.cutMidReply();
			assertThatExceptionOfType(RedisUnavailableException.class)
				.isThrownBy(() -> fixture.get(RedisOperation.once("test.get"), "k"))
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			proxy.cutMidReply();
			assertThat(fixture.get(GuardFixture.GET.retrying(5, Duration.ofMillis(50)), "k")).isEqualTo("value");
			Awaitility.await().atMost(A_SECOND).until(fixture.changes::size, Integer.valueOf(7)::equals);
		}
	}

	@Test
	void whenAnIdleConnectionIsCutThenItIsReplacedBeforeAnyCallNotices(RedisServer server, RedisProxy proxy) {
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			proxy.cut();
			fixture.assertWent(GuardState.AVAILABLE, GuardState.UNAVAILABLE, GuardState.RECOVERING,
					GuardState.AVAILABLE);
			fixture.set("k", "v");
			assertThat(server.command("GET", "k")).isEqualTo("v");
		}
	}

	@Test
	void whenTheProxyAcceptsAndNeverAnswersThenTheWayBackIsFoundWithinASecond(RedisServer server, RedisProxy proxy)
			throws Exception {
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			proxy.blackHole();
			GuardFixture.inParallel(8, 3, () -> fixture.getOrNull());
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			// Until an attempt that began in the hole has just begun: it will never end
			// well.
			Awaitility.await().pollDelay(Duration.ofMillis(2700)).until(() -> true);
			proxy.drop();
			proxy.pass();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			fixture.set("k", "v");
			assertThat(server.command("GET", "k")).isEqualTo("v");
		}
	}

	@Test
	void whenThePasswordIsWrongThenTheReasonSaysSoWithoutThePassword(RedisServer server) {
		server.requirePassword("right");
		try (GuardFixture fixture = GuardFixture.on(server.host(), server.port(), "s3cret-wrong", (s) -> s)) {
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			awaitReason(fixture, "WRONGPASS");
			assertThat(fixture.guard.getStatus().lastError()).doesNotContain("s3cret");
			fixture.assertFailsFast(100);
		}
	}

	@Test
	void whenRedisIsLoadingThenItIsNotAskedUntilItHasLoaded(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			server.restartLoading(Duration.ofSeconds(2));
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			awaitReason(fixture, "LOADING");
			fixture.assertFailsFast(100);
			fixture.reaches(GuardState.AVAILABLE, Duration.ofSeconds(10));
		}
	}

	@Test
	void whenRedisTakesNoMoreClientsThenTheReasonSaysSo(RedisServer server) {
		server.limitClients(0);
		try (GuardFixture fixture = GuardFixture.on(server)) {
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			awaitReason(fixture, "max number of clients");
			server.limitClients(100);
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
		}
	}

	@Test
	void whenStoppedAndStartedAgainThenItConnectsAgainAndLeavesNothingBehind(RedisServer server) {
		long before = server.connectedClients();
		GuardFixture fixture = GuardFixture.on(server).connected();
		fixture.guard.stop();
		fixture.assertFailsFast(100);
		fixture.guard.start();
		fixture.connected();
		fixture.set("k", "v");
		fixture.close();
		Awaitility.await().atMost(SOON).until(server::connectedClients, Long.valueOf(before)::equals);
		Awaitility.await()
			.atMost(Duration.ofSeconds(8))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("resilient-redis") || name.startsWith("lettuce")));
	}

	@Test
	void whenRedisIsRequiredAndAbsentThenTheStartFailsAfterItsAttempts() {
		try (RedisServer server = RedisServer.builder().prepare();
				GuardFixture fixture = GuardFixture.on(server.host(), server.port(), null,
						(settings) -> startup(settings, StartupMode.REQUIRE))) {
			assertThatExceptionOfType(RedisRequiredException.class).isThrownBy(fixture.guard::start)
				.satisfies((ex) -> assertThat(ex.getAttempts()).isEqualTo(3))
				.withMessageContaining("refused");
		}
	}

	@Test
	void whenTheStartWaitsForRedisThenItGoesOnWhenRedisComes(RedisServer server) {
		server.kill();
		try (GuardFixture fixture = GuardFixture.on(server.host(), server.port(), null,
				(settings) -> startup(settings, StartupMode.WAIT))) {
			server.startUp();
			fixture.guard.start();
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		}
	}

	/**
	 * Lettuce loses the server's words in some refused handshakes: a later one has them.
	 */
	private static void awaitReason(GuardFixture fixture, String words) {
		Awaitility.await()
			.atMost(SOON)
			.pollInterval(Duration.ofMillis(5))
			.until(fixture.guard::getStatus,
					(status) -> status.lastError() != null && status.lastError().contains(words));
	}

	private static GuardSettings slowFrom(GuardSettings settings, Duration slow) {
		GuardSettings.CircuitBreaker breaker = settings.circuitBreaker();
		return new GuardSettings(settings.timeout(), settings.connectTimeout(), settings.requestBudget(),
				settings.retry(),
				new GuardSettings.CircuitBreaker(breaker.slidingWindowSize(), breaker.minimumNumberOfCalls(),
						breaker.failureRateThreshold(), slow, breaker.slowCallRateThreshold(), breaker.probeInterval(),
						breaker.maxProbeInterval()),
				settings.startup(), settings.keyPrefix(), settings.clientName());
	}

	private static GuardSettings startup(GuardSettings settings, StartupMode mode) {
		return new GuardSettings(settings.timeout(), settings.connectTimeout(), settings.requestBudget(),
				settings.retry(), settings.circuitBreaker(), new GuardSettings.Startup(mode, 3, Duration.ofMillis(300)),
				settings.keyPrefix(), settings.clientName());
	}

}
