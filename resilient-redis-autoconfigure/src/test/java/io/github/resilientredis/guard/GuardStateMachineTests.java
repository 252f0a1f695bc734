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
import java.util.stream.Stream;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;

class GuardStateMachineTests {

	private static final Runnable NOTHING = () -> {
	};

	private final List<GuardStateChange> changes = new ArrayList<>();

	private final GuardStateMachine machine = new GuardStateMachine(Clock.systemUTC(), this.changes::add);

	@Test
	void whenALinkOfTheLastOutageFailsLateThenTheNewOneStaysInUse() {
		Link old = new UnusedLink();
		Link fresh = new UnusedLink();
		assertThat(use(old, 1)).isTrue();
		assertThat(unavailable(old, "reset")).isTrue();
		assertThat(use(fresh, 1)).isTrue();
		assertThat(unavailable(old, "reset again")).isFalse();
		assertThat(this.machine.current().link()).isSameAs(fresh);
		assertWent(GuardState.AVAILABLE, GuardState.UNAVAILABLE, GuardState.RECOVERING, GuardState.AVAILABLE);
	}

	@Test
	void whenTwoAttemptsSucceedThenTheFirstIsRecoveredOn() {
		Link first = new UnusedLink();
		List<String> prepared = new ArrayList<>();
		assertThat(this.machine.claim(first, false)).isTrue();
		assertThat(this.machine.claim(new UnusedLink(), false)).isFalse();
		assertThat(this.machine.available(new UnusedLink(), 2, 0, () -> prepared.add("second"))).isNull();
		assertThat(this.machine.available(first, 1, 0, () -> prepared.add("first"))).isNotNull();
		assertThat(this.machine.claim(new UnusedLink(), false)).isFalse();
		assertThat(this.machine.current().link()).isSameAs(first);
		assertThat(prepared).containsExactly("first");
	}

	@Test
	void whileALinkIsRecoveredOnThenNobodyElseMayUseIt() {
		unavailable(null, "refused");
		this.machine.claim(new UnusedLink(), false);
		assertThat(this.machine.current().state()).isEqualTo(GuardState.RECOVERING);
		assertThat(this.machine.current().linkFor(OperationEffect.UNSPECIFIED)).isNull();
		assertThat(this.machine.current().linkFor(OperationEffect.REMOVAL)).isNull();
	}

	@Test
	void whenTheFirstConnectionHasNothingToRecoverThenNobodyIsToldOfIt() {
		Link link = new UnusedLink();
		this.machine.claim(link, false);
		assertThat(this.machine.current().state()).isEqualTo(GuardState.CONNECTING);
		assertThat(this.machine.current().linkFor(OperationEffect.UNSPECIFIED)).isNull();
		this.machine.available(link, 1, 0, NOTHING);
		assertWent(GuardState.AVAILABLE);
	}

	@Test
	void whenTheFirstConnectionHasABacklogThenItRecovers() {
		Link link = new UnusedLink();
		this.machine.claim(link, true);
		this.machine.available(link, 1, 7, NOTHING);
		assertWent(GuardState.RECOVERING, GuardState.AVAILABLE);
		assertThat(this.changes.get(1).replayed()).isEqualTo(7);
	}

	@Test
	void whenTheLinkBeingRecoveredOnIsLostThenRedisIsUnavailableAgain() {
		Link link = new UnusedLink();
		unavailable(null, "refused");
		this.machine.claim(link, true);
		assertThat(unavailable(null, "another attempt")).isFalse();
		assertThat(unavailable(link, "connection lost")).isTrue();
		assertThat(this.machine.available(link, 1, 0, NOTHING)).isNull();
		assertThat(this.machine.current().state()).isEqualTo(GuardState.UNAVAILABLE);
	}

	@Test
	void whenWritesAreRefusedThenReadsGoOnAndRemovalsWhereTheyAreTaken() {
		Link link = new UnusedLink();
		use(link, 1);
		assertThat(this.machine.writesRefused(link, WriteRefusal.READONLY, "READONLY", NOTHING)).isTrue();
		assertThat(admitted(link)).containsExactly(OperationEffect.UNSPECIFIED);
		assertThat(this.machine.writesRefused(link, WriteRefusal.OUT_OF_MEMORY, "OOM", NOTHING)).isFalse();
		assertThat(admitted(link)).containsExactly(OperationEffect.UNSPECIFIED, OperationEffect.REMOVAL);
		assertThat(this.machine.current().status().lastError()).isEqualTo("OOM");
		assertThat(this.machine.writesRefused(new UnusedLink(), WriteRefusal.OTHER, "late", NOTHING)).isFalse();
		this.machine.available(link, 1, 3, NOTHING);
		assertThat(admitted(link)).containsExactly(OperationEffect.values());
		assertWent(GuardState.AVAILABLE, GuardState.WRITES_REFUSED, GuardState.AVAILABLE);
	}

	@Test
	void whileWritesAreRefusedThenAnotherLinkCanTakeOver() {
		Link replica = new UnusedLink();
		Link master = new UnusedLink();
		use(replica, 1);
		this.machine.writesRefused(replica, WriteRefusal.READONLY, "READONLY", NOTHING);
		assertThat(this.machine.claim(master, false)).isTrue();
		assertThat(admitted(replica)).containsExactly(OperationEffect.UNSPECIFIED);
		GuardStateMachine.Snapshot previous = this.machine.available(master, 2, 0, NOTHING);
		assertThat(previous).isNotNull();
		assertThat(previous.link()).isSameAs(replica);
		assertThat(admitted(master)).containsExactly(OperationEffect.values());
		assertThat(unavailable(replica, "closed")).isFalse();
	}

	@Test
	void whenAnAttemptFailsWhileRedisIsInUseThenNothingChanges() {
		Link link = new UnusedLink();
		use(link, 1);
		assertThat(unavailable(null, "late attempt")).isFalse();
		assertThat(this.machine.current().link()).isSameAs(link);
	}

	@Test
	void whenAttemptsKeepFailingThenOnlyTheLastErrorChanges() {
		unavailable(null, "refused");
		GuardStatus before = this.machine.current().status();
		assertThat(unavailable(null, "no answer")).isFalse();
		assertThat(this.machine.current().status().lastError()).isEqualTo("no answer");
		assertThat(this.machine.current().status().since()).isEqualTo(before.since());
		assertWent(GuardState.UNAVAILABLE);
	}

	@Test
	void whenForcedOpenThenOnlyReleaseLeadsOut() {
		this.machine.forceOpen(NOTHING);
		assertThat(this.machine.claim(new UnusedLink(), false)).isFalse();
		assertThat(unavailable(null, "x")).isFalse();
		assertThat(this.machine.forceOpen(NOTHING)).isNull();
		assertThat(this.machine.current().state()).isEqualTo(GuardState.FORCED_OPEN);
		assertThat(this.machine.release()).isTrue();
		assertThat(this.machine.release()).isFalse();
		assertThat(this.machine.current().state()).isEqualTo(GuardState.UNAVAILABLE);
		assertThat(use(new UnusedLink(), 1)).isTrue();
	}

	@Test
	void whenRedisIsUsableAgainThenTheLastErrorIsStillTold() {
		unavailable(null, "refused");
		use(new UnusedLink(), 2);
		assertThat(this.machine.current().status().lastError()).isEqualTo("refused");
		assertThat(this.changes.get(2).reason()).isNull();
		assertThat(this.changes.get(2).attempt()).isEqualTo(2);
	}

	private boolean use(Link link, int attempt) {
		return this.machine.claim(link, false) && this.machine.available(link, attempt, 0, NOTHING) != null;
	}

	private boolean unavailable(@Nullable Link link, String reason) {
		return this.machine.unavailable(link, reason, 0, NOTHING);
	}

	private List<OperationEffect> admitted(Link link) {
		return Stream.of(OperationEffect.values())
			.filter((effect) -> this.machine.current().linkFor(effect) == link)
			.toList();
	}

	private void assertWent(GuardState... states) {
		assertThat(this.changes).extracting(GuardStateChange::current).containsExactly(states);
	}

	/** Known by its identity only. */
	private static final class UnusedLink implements Link {

		@Override
		public RedisClusterAsyncCommands<byte[], byte[]> commands(RedisOperation operation) {
			throw new UnsupportedOperationException();
		}

		@Override
		public RedisConnection view(Duration timeout) {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletableFuture<LinkIdentity> prove(Duration limit) {
			return CompletableFuture.completedFuture(LinkIdentity.UNKNOWN);
		}

		@Override
		public CompletionStage<Boolean> end(long clientId) {
			return CompletableFuture.completedFuture(true);
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
