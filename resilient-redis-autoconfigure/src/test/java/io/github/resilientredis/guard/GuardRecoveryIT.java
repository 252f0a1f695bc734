/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens between Redis's first answer and its use, and while it refuses writes.
 */
@ExtendWith(RedisKitExtension.class)
class GuardRecoveryIT {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final RedisOperation WRITE = RedisOperation.once("test.write").writing();

	private static final RedisOperation REMOVE = RedisOperation.once("test.remove").removing();

	@Test
	void whenALinkWasGivenUpThenItIsEndedAtTheServerBeforeTheRecovery(RedisServer server, RedisProxy proxy) {
		HeldRecovery recovery = new HeldRecovery();
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			recovery.next().let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND.multipliedBy(5));
			String first = guardsConnections(server).get(0);
			proxy.drop();
			failUntilUnavailable(fixture);
			assertThat(guardsConnections(server)).as("the server knows nothing of it").contains(first);
			proxy.pass();
			HeldRecovery.Held held = recovery.next();
			assertThat(guardsConnections(server)).isNotEmpty().doesNotContain(first);
			assertThat(held.session.mayBeOvertaken()).isFalse();
			held.let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
		}
	}

	@Test
	void whenEndingConnectionsIsNotPermittedThenTheRecoveryIsTold(RedisServer server, RedisProxy proxy) {
		server.command("ACL", "SETUSER", "default", "-client|kill");
		HeldRecovery recovery = new HeldRecovery();
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), recovery)) {
			HeldRecovery.Held first = recovery.next();
			assertThat(first.session.mayBeOvertaken()).as("there was none before").isFalse();
			first.let();
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			proxy.cut();
			HeldRecovery.Held second = recovery.next();
			assertThat(second.session.mayBeOvertaken()).isTrue();
			second.let();
		}
		finally {
			server.command("ACL", "SETUSER", "default", "+client|kill");
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
			assertThat(lost.session.isCurrent()).isFalse();
			assertThat(lost.session.open(0)).isFalse();
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

	@ParameterizedTest
	@EnumSource
	void whenRedisRefusesWritesThenReadsGoOnAndItIsFoundWhenItTakesThem(Refusal refusal, RedisServer server) {
		server.command("SET", "k", "v");
		server.command("SET", "removable", "v");
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			refusal.begin(server);
			try {
				assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> fixture.set("k", "other"))
					.satisfies((ex) -> assertThat(ex.isWriteRefused()).isTrue());
				assertThat(fixture.guard.getState()).isEqualTo(GuardState.WRITES_REFUSED);
				assertThat(fixture.guard.getStatus().lastError()).startsWith(refusal.token);
				long gets = server.calls("get");
				long sets = server.calls("set");
				for (int i = 0; i < 500; i++) {
					assertThat(fixture.get("k")).isEqualTo("v");
					assertThatExceptionOfType(RedisUnavailableException.class)
						.isThrownBy(() -> fixture.guard.await(WRITE, (redis) -> redis.set(bytes("k"), bytes("w"))));
				}
				assertThat(server.calls("get") - gets).isGreaterThanOrEqualTo(500);
				assertThat(server.calls("set")).isEqualTo(sets);
				assertThat(removes(fixture)).isEqualTo(refusal == Refusal.OOM);
			}
			finally {
				refusal.end(server);
			}
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
			fixture.set("k", "other");
			assertThat(fixture.get("k")).isEqualTo("other");
			fixture.assertWent(GuardState.AVAILABLE, GuardState.WRITES_REFUSED, GuardState.AVAILABLE);
		}
	}

	@Test
	void whenAnotherServerBecomesTheMasterThenItIsFoundWhileReadsGoOn(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		try (RedisServer promoted = RedisServer.start();
				GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port()).connected()) {
			promoted.command("SET", "k", "v");
			server.makeReadOnly();
			proxy.redirect(promoted);
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> fixture.set("k", "other"));
			List<@Nullable String> reads = new ArrayList<>();
			Awaitility.await().atMost(A_SECOND).pollInterval(Duration.ofMillis(1)).until(() -> {
				reads.add(fixture.get("k"));
				return fixture.guard.getState() == GuardState.AVAILABLE;
			});
			assertThat(reads).hasSizeGreaterThan(5).containsOnly("v");
			fixture.set("k", "other");
			assertThat(promoted.command("GET", "k")).isEqualTo("other");
			fixture.assertWent(GuardState.AVAILABLE, GuardState.WRITES_REFUSED, GuardState.AVAILABLE);
			Awaitility.await().atMost(A_SECOND).until(() -> guardsConnections(server).isEmpty());
		}
	}

	@Test
	void whenRedisComesBackRefusingWritesThenItIsReadAtOnce(RedisServer server, RedisProxy proxy) {
		server.command("SET", "k", "v");
		try (GuardFixture fixture = GuardFixture.on(proxy.host(), proxy.port(), new ProbingRecovery())) {
			fixture.reaches(GuardState.AVAILABLE, A_SECOND.multipliedBy(5));
			proxy.refuse();
			proxy.cut();
			fixture.reaches(GuardState.UNAVAILABLE, A_SECOND);
			server.fillMemory();
			try {
				proxy.pass();
				fixture.reaches(GuardState.WRITES_REFUSED, A_SECOND);
				assertThat(fixture.get("k")).isEqualTo("v");
			}
			finally {
				server.freeMemory();
			}
			fixture.reaches(GuardState.AVAILABLE, A_SECOND);
		}
	}

	private static boolean removes(GuardFixture fixture) {
		try {
			return fixture.guard.await(REMOVE, (redis) -> redis.del(bytes("removable"))) == 1;
		}
		catch (RedisUnavailableException ex) {
			return false;
		}
	}

	private static void failUntilUnavailable(GuardFixture fixture) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			fixture.getOrNull();
			return fixture.guard.getState() == GuardState.UNAVAILABLE;
		});
	}

	private static List<String> guardsConnections(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST"))
			.lines()
			.filter((line) -> line.contains(" name=resilient-redis "))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.toList();
	}

	private static byte[] bytes(String text) {
		return GuardFixture.bytes(text);
	}

	/** Ways in which a server refuses writes. */
	enum Refusal {

		READONLY("READONLY") {
			@Override
			void begin(RedisServer server) {
				server.makeReadOnly();
			}

			@Override
			void end(RedisServer server) {
				server.makeWritable();
			}
		},

		OOM("OOM") {
			@Override
			void begin(RedisServer server) {
				server.fillMemory();
			}

			@Override
			void end(RedisServer server) {
				server.freeMemory();
			}
		},

		MISCONF("MISCONF") {
			@Override
			void begin(RedisServer server) {
				server.failSnapshots();
			}

			@Override
			void end(RedisServer server) {
				server.allowSnapshots();
			}
		},

		NOREPLICAS("NOREPLICAS") {
			@Override
			void begin(RedisServer server) {
				server.command("CONFIG", "SET", "min-replicas-to-write", "1");
			}

			@Override
			void end(RedisServer server) {
				server.command("CONFIG", "SET", "min-replicas-to-write", "0");
			}
		};

		private final String token;

		Refusal(String token) {
			this.token = token;
		}

		abstract void begin(RedisServer server);

		abstract void end(RedisServer server);

	}

	/** Always proves that Redis takes writes. */
	private static final class ProbingRecovery implements GuardRecovery {

		@Override
		public boolean hasBacklog() {
			return true;
		}

		@Override
		public CompletableFuture<?> recover(RecoverySession session) {
			return session.send(WRITE, (redis) -> redis.set(bytes("probe"), bytes("")))
				.thenAccept((reply) -> session.open(0));
		}

	}

	/** Waits for the test. */
	private static final class HeldRecovery implements GuardRecovery {

		private final List<Held> sessions = new CopyOnWriteArrayList<>();

		private int next;

		@Override
		public boolean hasBacklog() {
			return false;
		}

		@Override
		public CompletableFuture<?> recover(RecoverySession session) {
			Held held = new Held(session, new CompletableFuture<>());
			this.sessions.add(held);
			return held.end;
		}

		Held next() {
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> this.sessions.size() > this.next);
			return this.sessions.get(this.next++);
		}

		private record Held(RecoverySession session, CompletableFuture<String> end) {

			void let() {
				assertThat(this.session.open(0)).isTrue();
				this.end.complete("");
			}

			String get(String key) {
				byte[] value = this.session.<byte @Nullable []>send(GuardFixture.GET, (redis) -> redis.get(bytes(key)))
					.join();
				return (value != null) ? new String(value) : "";
			}

		}

	}

}
