/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens between Redis's first answer and its use.
 */
@ExtendWith(RedisKitExtension.class)
class GuardRecoveryIT {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	@Test
	void whenALinkWasGivenUpThenItIsEndedAtTheServerBeforeTheRecovery(RedisServer server, RedisProxy proxy) {
		HeldRecovery recovery = new HeldRecovery();
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			recovery.next().let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND.multipliedBy(5));
			String first = guardsConnections(server).get(0);
			proxy.drop();
			assertThat(fixture.getOrNull()).as("nothing is answered any more").isNull();
			assertThat(guardsConnections(server)).as("the server knows nothing of it").contains(first);
			failUntilGivenUp(fixture);
			HeldRecovery.Held held = recovery.next();
			assertThat(guardsConnections(server)).isNotEmpty().doesNotContain(first);
			assertThat(held.session().mayBeOvertaken()).isFalse();
			held.let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
		}
	}

	@Test
	void whenEndingConnectionsIsNotPermittedThenTheRecoveryIsTold(RedisServer server, RedisProxy proxy) {
		server.command("ACL", "SETUSER", "default", "-client", "+client|id", "+client|setname");
		HeldRecovery recovery = new HeldRecovery();
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			HeldRecovery.Held first = recovery.next();
			assertThat(first.session().mayBeOvertaken()).as("there was none before").isFalse();
			first.let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			proxy.cut();
			HeldRecovery.Held second = recovery.next();
			assertThat(second.session().mayBeOvertaken()).isTrue();
			second.let();
		}
		finally {
			server.command("ACL", "SETUSER", "default", "+client");
		}
	}

	@Test
	void whenSwitchedOffDuringARecoveryThenItStaysOffAndRecoversAnewWhenReleased(RedisServer server, RedisProxy proxy) {
		HeldRecovery recovery = new HeldRecovery();
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			recovery.next().let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND.multipliedBy(5));
			proxy.cut();
			HeldRecovery.Held interrupted = recovery.next();
			fixture.reaches(GuardState.RECOVERING, A_SECOND);
			fixture.guard.forceOpen();
			fixture.guard.forceOpen();
			assertThat(interrupted.session().open(0)).as("a recovery that ends too late").isFalse();
			interrupted.end().complete("");
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.FORCED_OPEN);
			fixture.guard.release();
			fixture.guard.release();
			recovery.next().let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			Awaitility.await()
				.untilAsserted(() -> assertThat(fixture.guard.getHistory()).extracting(GuardStateChange::current)
					.containsExactly(GuardState.AVAILABLE, GuardState.UNAVAILABLE, GuardState.RECOVERING,
							GuardState.FORCED_OPEN, GuardState.UNAVAILABLE, GuardState.RECOVERING,
							GuardState.AVAILABLE));
		}
	}

	@Test
	void whileARecoveryIsUnderWayThenNobodyElseReachesRedis(RedisServer server, RedisProxy proxy) {
		HeldRecovery recovery = new HeldRecovery();
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			recovery.next().let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			proxy.cut();
			HeldRecovery.Held held = recovery.next();
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.RECOVERING);
			long gets = server.calls("get");
			fixture.assertFailsFast(1000);
			assertThat(server.calls("get")).isEqualTo(gets);
			assertThat(held.get("k")).isEqualTo("v");
			held.let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			assertThat(fixture.get("k")).isEqualTo("v");
			fixture.assertWent(GuardState.AVAILABLE, GuardState.UNAVAILABLE, GuardState.RECOVERING,
					GuardState.AVAILABLE);
		}
	}

	@Test
	void whenTheConnectionIsLostDuringARecoveryThenAnotherOneFollowsOnAFreshOne(RedisServer server, RedisProxy proxy) {
		HeldRecovery recovery = new HeldRecovery();
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			recovery.next().let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			proxy.cut();
			HeldRecovery.Held lost = recovery.next();
			proxy.cut();
			HeldRecovery.Held fresh = recovery.next();
			assertThat(lost.session().isCurrent()).isFalse();
			assertThat(lost.session().open(0)).isFalse();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> lost.get("k"))
				.havingCause()
				.isInstanceOf(RedisUnavailableException.class);
			assertThat(fixture.guard.getState()).isEqualTo(GuardState.RECOVERING);
			fresh.let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
		}
	}

	@Test
	void whenARecoveryFailsThenItIsTriedAgain(RedisServer server) {
		AtomicInteger tries = new AtomicInteger();
		GuardRecovery failing = new GuardRecovery() {
			@Override
			public boolean hasBacklog() {
				return true;
			}

			@Override
			public CompletableFuture<?> recover(RecoverySession session) {
				if (tries.incrementAndGet() < 3) {
					return CompletableFuture.failedFuture(new IllegalStateException("not yet"));
				}
				session.open(7);
				return CompletableFuture.completedFuture(null);
			}
		};
		try (GuardFixture fixture = GuardFixture.on(server.host(), server.port(), failing)) {
			fixture.reaches(GuardState.AVAILABLE, A_SECOND.multipliedBy(5));
			assertThat(tries).hasValue(3);
			fixture.assertWent(GuardState.RECOVERING, GuardState.UNAVAILABLE, GuardState.RECOVERING,
					GuardState.UNAVAILABLE, GuardState.RECOVERING, GuardState.AVAILABLE);
			assertThat(fixture.changes.get(5).replayed()).isEqualTo(7);
		}
	}

	private static void failUntilGivenUp(GuardFixture fixture) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			fixture.getOrNull();
			return fixture.guard.getState() != GuardState.AVAILABLE;
		});
	}

	static List<String> guardsConnections(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST"))
			.lines()
			.filter((line) -> line.contains(" name=resilient-redis "))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.toList();
	}

}
