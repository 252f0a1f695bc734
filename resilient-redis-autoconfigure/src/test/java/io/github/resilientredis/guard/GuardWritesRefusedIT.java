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
 * What the guard does while Redis serves reads but refuses writes.
 */
@ExtendWith(RedisKitExtension.class)
class GuardWritesRefusedIT {

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final RedisOperation WRITE = RedisOperation.once("test.write").writing();

	private static final RedisOperation REMOVE = RedisOperation.once("test.remove").removing();

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
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> fixture.set("k", "other"));
			List<@Nullable String> reads = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				reads.add(fixture.get("k"));
			}
			proxy.redirect(promoted);
			Awaitility.await().atMost(A_SECOND).pollInterval(Duration.ofMillis(1)).until(() -> {
				reads.add(fixture.get("k"));
				return fixture.guard.getState() == GuardState.AVAILABLE;
			});
			assertThat(reads).hasSizeGreaterThan(200).containsOnly("v");
			fixture.set("k", "other");
			assertThat(promoted.command("GET", "k")).isEqualTo("other");
			fixture.assertWent(GuardState.AVAILABLE, GuardState.WRITES_REFUSED, GuardState.AVAILABLE);
			Awaitility.await().atMost(A_SECOND).until(() -> GuardRecoveryIT.guardsConnections(server).isEmpty());
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

}
