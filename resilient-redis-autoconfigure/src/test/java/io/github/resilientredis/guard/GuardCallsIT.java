/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisCommandExecutionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.RedisSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(RedisKitExtension.class)
class GuardCallsIT {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	@Test
	void whenRedisIsUpThenEveryKindOfCallReachesIt(RedisServer server) throws Exception {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			long before = server.calls("get");
			fixture.set("k", "v");
			assertThat(fixture.get("k")).isEqualTo("v");
			assertThat(fixture.executeGet(GuardFixture.GET, "k")).isEqualTo("v");
			assertThat(fixture.guard
				.submit(GuardFixture.GET, (redis) -> redis.get(GuardFixture.bytes("k")).thenApply(String::new))
				.get(1, TimeUnit.SECONDS)).isEqualTo("v");
			assertThat(server.calls("get") - before).isEqualTo(3);
			fixture.assertWent(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenCalledBeforeTheFirstAttemptEndedThenTheCallWaitsAndIsAnswered(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		proxy.delay(Duration.ofMillis(100));
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port())) {
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.CONNECTING);
			assertThat(fixture.get("k")).isEqualTo("v");
		}
	}

	@Test
	void whenTheCallerIsToBlameThenItsErrorComesOutUnchangedAndTheCircuitStaysClosed(RedisServer server) {
		server.command("LPUSH", "list", "x");
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			for (int i = 0; i < 30; i++) {
				assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> fixture.get("list"))
					.withMessageStartingWith("WRONGTYPE");
				assertThatExceptionOfType(RedisSystemException.class)
					.isThrownBy(
							() -> fixture.guard.execute(GuardFixture.GET, (redis) -> redis.opsForValue().get("list")))
					.withStackTraceContaining("WRONGTYPE");
				assertThatIllegalStateException().isThrownBy(() -> fixture.guard.execute(GuardFixture.GET, (redis) -> {
					throw new IllegalStateException("mine");
				})).withMessage("mine");
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(() -> fixture.guard
						.submit(GuardFixture.GET, (redis) -> redis.get(GuardFixture.bytes("list")))
						.get())
					.withCauseInstanceOf(RedisCommandExecutionException.class);
			}
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			fixture.assertWent(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenForcedOpenThenNothingIsAskedUntilReleased(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			fixture.set("k", "v");
			long gets = server.calls("get");
			long connections = server.totalConnections();
			fixture.guard.forceOpen();
			fixture.guard.forceOpen();
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.FORCED_OPEN);
			fixture.assertFailsFast(1_000);
			assertThat(server.calls("get")).isEqualTo(gets);
			assertThat(server.totalConnections() - connections).isLessThanOrEqualTo(2);
			fixture.guard.release();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			assertThat(fixture.get("k")).isEqualTo("v");
			fixture.guard.release();
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenADeadlineIsLongerThanTheTimeoutThenItCounts(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			proxy.delay(Duration.ofMillis(700));
			RedisOperation patient = GuardFixture.GET.within(Duration.ofSeconds(5));
			assertThat(fixture.get(patient, "k")).isEqualTo("v");
			assertThat(fixture.executeGet(patient, "k")).isEqualTo("v");
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> fixture.get("k"));
		}
	}

	@Test
	void whenAnIdempotentCallTimesOutOnceThenItIsTriedAgain(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			AtomicInteger sent = new AtomicInteger();
			proxy.delay(Duration.ofMillis(600));
			byte[] value = fixture.guard.<byte @Nullable []>await(GuardFixture.GET, (redis) -> {
				if (sent.incrementAndGet() == 2) {
					proxy.pass();
				}
				return redis.get(GuardFixture.bytes("k"));
			});
			assertThat(value).isEqualTo(GuardFixture.bytes("v"));
			assertThat(sent).hasValue(2);
			proxy.delay(Duration.ofMillis(600));
			sent.set(0);
			assertThatExceptionOfType(RedisUnavailableException.class)
				.isThrownBy(() -> fixture.guard.await(GuardFixture.SET, (redis) -> {
					sent.incrementAndGet();
					return redis.set(GuardFixture.bytes("k"), GuardFixture.bytes("w"));
				}))
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			assertThat(sent).hasValue(1);
		}
	}

	@Test
	void whenOneRequestMakesManySlowCallsThenTheyShareItsBudget(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			proxy.delay(Duration.ofMillis(240));
			long start = System.nanoTime();
			int answered = 0;
			RequestBudgets.Scope scope = fixture.budgets.open(fixture.budgets.create());
			try {
				for (int i = 0; i < 20; i++) {
					answered += (fixture.getOrNull() != null) ? 1 : 0;
				}
			}
			finally {
				scope.close();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET_AND_TIMEOUT);
			assertThat(answered).isBetween(4, 5);
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
			assertThat(fixture.getOrNull()).as("outside the request").isEqualTo("v");
		}
	}

	@Test
	void whenTheCallersOwnCodeIsSlowThenItIsNotRedissTime(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			for (int i = 0; i < 6; i++) {
				fixture.guard.execute(GuardFixture.GET, (redis) -> {
					redis.opsForValue().get("k");
					Awaitility.await().pollDelay(Duration.ofMillis(260)).until(() -> true);
					return redis.opsForValue().get("k");
				});
			}
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenACommandNeedsAConnectionOfItsOwnThenItIsRefusedWithAWayOut(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> fixture.guard.execute(GuardFixture.SET, (redis) -> {
					redis.multi();
					return redis.exec();
				}))
				.withStackTraceContaining("RedisGuard.await");
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> fixture.guard.execute(GuardFixture.GET, (redis) -> redis).opsForValue().get("k"))
				.withMessageContaining("only while RedisGuard.execute");
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.AVAILABLE);
		}
	}

	@Test
	void whenACallThatWasUnderWayHasRetriesLeftThenItOutlastsARestart(RedisServer server) throws Exception {
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			server.hang();
			RedisOperation patient = GuardFixture.GET.within(Duration.ofMillis(300))
				.retrying(5, Duration.ofMillis(300));
			CompletableFuture<@Nullable String> blocking = CompletableFuture
				.supplyAsync(() -> fixture.get(patient, "k"));
			CompletableFuture<String> async = fixture.guard.submit(patient,
					(redis) -> redis.get(GuardFixture.bytes("k")).thenApply(String::new));
			Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			server.restart();
			assertThat(blocking.get(5, TimeUnit.SECONDS)).isEqualTo("v");
			assertThat(async.get(5, TimeUnit.SECONDS)).isEqualTo("v");
			fixture.assertWent(GuardState.AVAILABLE, GuardState.UNAVAILABLE, GuardState.RECOVERING,
					GuardState.AVAILABLE);
		}
	}

}
