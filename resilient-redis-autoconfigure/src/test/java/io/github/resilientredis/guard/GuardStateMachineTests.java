/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;

class GuardStateMachineTests {

	private final List<GuardStateChange> changes = new ArrayList<>();

	private final GuardStateMachine machine = new GuardStateMachine(Clock.systemUTC(), this.changes::add);

	@Test
	void whenALinkOfTheLastOutageFailsLateThenTheNewOneStaysInUse() {
		Link old = new UnusedLink();
		Link fresh = new UnusedLink();
		assertThat(this.machine.available(old, 1, () -> {
		})).isTrue();
		assertThat(this.machine.unavailable(old, "reset", 0, () -> {
		})).isTrue();
		assertThat(this.machine.available(fresh, 1, () -> {
		})).isTrue();
		assertThat(this.machine.unavailable(old, "reset again", 0, () -> {
		})).isFalse();
		assertThat(this.machine.current().link()).isSameAs(fresh);
		assertThat(this.machine.current().state()).isEqualTo(GuardState.AVAILABLE);
		assertThat(this.changes).hasSize(3);
	}

	@Test
	void whenTwoAttemptsSucceedThenTheFirstIsInUse() {
		Link first = new UnusedLink();
		List<String> prepared = new ArrayList<>();
		assertThat(this.machine.available(first, 1, () -> prepared.add("first"))).isTrue();
		assertThat(this.machine.available(new UnusedLink(), 2, () -> prepared.add("second"))).isFalse();
		assertThat(this.machine.current().link()).isSameAs(first);
		assertThat(prepared).containsExactly("first");
	}

	@Test
	void whenAnAttemptFailsWhileRedisIsInUseThenNothingChanges() {
		Link link = new UnusedLink();
		this.machine.available(link, 1, () -> {
		});
		assertThat(this.machine.unavailable(null, "late attempt", 2, () -> {
		})).isFalse();
		assertThat(this.machine.current().link()).isSameAs(link);
	}

	@Test
	void whenAttemptsKeepFailingThenOnlyTheLastErrorChanges() {
		this.machine.unavailable(null, "refused", 1, () -> {
		});
		GuardStatus before = this.machine.current().status();
		assertThat(this.machine.unavailable(null, "no answer", 2, () -> {
		})).isFalse();
		assertThat(this.machine.current().status().lastError()).isEqualTo("no answer");
		assertThat(this.machine.current().status().since()).isEqualTo(before.since());
		assertThat(this.changes).hasSize(1);
	}

	@Test
	void whenForcedOpenThenOnlyReleaseLeadsOut() {
		this.machine.forceOpen(() -> {
		});
		assertThat(this.machine.available(new UnusedLink(), 1, () -> {
		})).isFalse();
		assertThat(this.machine.unavailable(null, "x", 1, () -> {
		})).isFalse();
		assertThat(this.machine.forceOpen(() -> {
		})).isNull();
		assertThat(this.machine.current().state()).isEqualTo(GuardState.FORCED_OPEN);
		assertThat(this.machine.release()).isTrue();
		assertThat(this.machine.release()).isFalse();
		assertThat(this.machine.current().state()).isEqualTo(GuardState.UNAVAILABLE);
		assertThat(this.machine.available(new UnusedLink(), 1, () -> {
		})).isTrue();
	}

	@Test
	void whenRedisIsUsableAgainThenTheLastErrorIsStillTold() {
		this.machine.unavailable(null, "refused", 1, () -> {
		});
		this.machine.available(new UnusedLink(), 2, () -> {
		});
		assertThat(this.machine.current().status().lastError()).isEqualTo("refused");
		assertThat(this.changes.get(1).reason()).isNull();
		assertThat(this.changes.get(1).attempt()).isEqualTo(2);
	}

	/** Known by its identity only. */
	private static final class UnusedLink implements Link {

		@Override
		public RedisClusterAsyncCommands<byte[], byte[]> commands() {
			throw new UnsupportedOperationException();
		}

		@Override
		public RedisConnection view(Duration timeout) {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletionStage<?> probe() {
			return CompletableFuture.completedFuture("");
		}

		@Override
		public Executor callbacks() {
			return Runnable::run;
		}

		@Override
		public void onLost(Runnable listener) {
		}

		@Override
		public void close() {
		}

	}

}
