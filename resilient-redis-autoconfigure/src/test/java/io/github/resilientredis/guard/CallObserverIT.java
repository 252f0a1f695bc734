/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an observer hears of calls, each made in every way there is.
 */
@ExtendWith(RedisKitExtension.class)
class CallObserverIT {

	private static final RedisOperation ONCE = RedisOperation.once("session.find");

	private final Heard heard = new Heard();

	@Test
	void everyCallEndsOnceWithWhatBecameOfIt(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected();
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			fixture.guard.addObserver(this.heard);
			inEveryWay(fixture, CallOutcome.ANSWERED);
			assertThat(this.heard.asked).hasSize(3).allSatisfy((nanos) -> assertThat(nanos).isPositive());
			server.command("LPUSH", "k", "no string");
			inEveryWay(fixture, CallOutcome.CALLER_FAILED);
			callersOwn(fixture);
			server.command("DEL", "k");
			server.hang();
			unguarded.assertFails();
			inEveryWay(fixture, CallOutcome.UNANSWERED);
			fixture.guard.forceOpen();
			int asked = this.heard.asked.size();
			inEveryWay(fixture, CallOutcome.NOT_ASKED);
			assertThat(this.heard.asked).hasSize(asked);
			assertThat(this.heard.traced).isEqualTo(this.heard.ended);
			server.resume();
		}
	}

	@Test
	void aRefusedWriteIsRefusedAndLaterOnesAreNotAsked(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			fixture.guard.addObserver(this.heard);
			server.makeReadOnly();
			RedisOperation write = RedisOperation.once("write.x").writing();
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(RedisUnavailableException.class)
					.isThrownBy(() -> fixture.guard.await(write, (redis) -> redis.set(new byte[1], new byte[1])));
			}
			assertThat(this.heard.ended).containsExactly(CallOutcome.REFUSED, CallOutcome.NOT_ASKED);
			server.makeWritable();
		}
	}

	@Test
	void aScriptThatRedisDoesNotKnowYetIsAnAnswer(RedisServer server) {
		try (GuardFixture fixture = GuardFixture.on(server).connected()) {
			fixture.guard.addObserver(this.heard);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> fixture.guard.await(ONCE,
					(redis) -> redis.evalsha("0".repeat(40), io.lettuce.core.ScriptOutputType.INTEGER)));
			assertThat(this.heard.ended).containsExactly(CallOutcome.ANSWERED);
		}
	}

	private void inEveryWay(GuardFixture fixture, CallOutcome outcome) {
		this.heard.ended.clear();
		this.heard.traced.clear();
		Map<String, Runnable> ways = Map.of("await", () -> fixture.get(ONCE, "k"), "execute",
				() -> fixture.executeGet(ONCE, "k"), "submit",
				() -> fixture.guard.submit(ONCE, (redis) -> redis.get(GuardFixture.bytes("k"))).join());
		ways.forEach((name, way) -> {
			try {
				way.run();
				assertThat(outcome).as(name).isEqualTo(CallOutcome.ANSWERED);
			}
			catch (RuntimeException ex) {
				assertThat(outcome).as(name).isNotEqualTo(CallOutcome.ANSWERED);
			}
		});
		Awaitility.await().untilAsserted(() -> assertThat(this.heard.ended).containsExactly(outcome, outcome, outcome));
	}

	private void callersOwn(GuardFixture fixture) {
		this.heard.ended.clear();
		assertThatIllegalStateException().isThrownBy(() -> fixture.guard.execute(ONCE, (redis) -> {
			throw new IllegalStateException("mine");
		})).withMessage("mine");
		assertThat(this.heard.ended).containsExactly(CallOutcome.CALLER_FAILED);
		this.heard.traced.clear();
	}

	private static final class Heard implements CallObserver {

		private final List<CallOutcome> ended = new CopyOnWriteArrayList<>();

		private final List<CallOutcome> traced = new CopyOnWriteArrayList<>();

		private final List<Long> asked = new CopyOnWriteArrayList<>();

		@Override
		public CallTrace begun(RedisOperation operation, boolean blocking) {
			return this.traced::add;
		}

		@Override
		public void asked(RedisOperation operation, long nanos) {
			this.asked.add(nanos);
		}

		@Override
		public void ended(RedisOperation operation, CallOutcome outcome) {
			this.ended.add(outcome);
		}

	}

}
