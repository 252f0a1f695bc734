/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.RecoveredMaster;
import io.github.resilientredis.guard.RecoverySession;
import io.github.resilientredis.guard.RedisOperation;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recovery on a connection that the test pretends.
 */
class RecoveringJournalTests {

	private final RecoveringJournal journal = RecoveringJournal.open(JournalSettings.defaults(), "test:",
			Clock.systemUTC());

	private final PretendedFeature feature = new PretendedFeature();

	@AfterEach
	void close() {
		this.journal.destroy();
	}

	/** Its answer may take as long as a timeout, and must not be spun for. */
	@Test
	void aRecoveryWaitsForWhatIsUnderWayAndThenReplaysWhatIsBehindIt() throws Exception {
		this.journal.register(this.feature);
		JournalEntry sent = Objects.requireNonNull(
				this.journal.store().begin(this.feature.feature(), JournalNode.bytes("k"), JournalNode.bytes("1")));
		this.journal.append(this.feature.feature(), JournalNode.bytes("k"), JournalNode.bytes("2"));
		PretendedSession session = new PretendedSession();
		CompletableFuture<?> recovery = this.journal.recover(session);
		assertThat(recovery).failsWithin(Duration.ofMillis(300))
			.withThrowableThat()
			.isInstanceOf(TimeoutException.class);
		assertThat(session.opened).hasValue(0);
		this.journal.failed(sent);
		recovery.get(1, TimeUnit.SECONDS);
		assertThat(this.feature.replayed).containsExactly("1", "2");
		assertThat(session.opened).hasValue(1);
	}

	@Test
	void anErrorInAHandlerStopsNobody() throws Exception {
		this.journal.register(this.feature);
		this.journal.append(this.feature.feature(), JournalNode.bytes("k"), JournalNode.bytes("error"));
		this.journal.append(this.feature.feature(), JournalNode.bytes("k"), JournalNode.bytes("null"));
		this.journal.append(this.feature.feature(), JournalNode.bytes("k"), JournalNode.bytes("2"));
		PretendedSession session = new PretendedSession();
		this.journal.recover(session).get(5, TimeUnit.SECONDS);
		assertThat(this.feature.replayed).containsExactly("2");
		assertThat(session.opened).hasValue(1);
	}

	/** Or else nothing would be replayed any more. */
	@Test
	void aSessionThatIsOverDoesNotTakeThePlaceOfTheOneInUse() throws Exception {
		this.journal.register(this.feature);
		this.journal.recover(new PretendedSession()).get(5, TimeUnit.SECONDS);
		PretendedSession over = new PretendedSession();
		RecoveryProgress progress = new RecoveryProgress();
		over.current = false;
		assertThat(this.journal.open(over, progress)).isFalse();
		this.journal.append(this.feature.feature(), JournalNode.bytes("k"), JournalNode.bytes("1"));
		Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> this.feature.replayed.equals(List.of("1")));
	}

	private static final class PretendedFeature implements ReplayHandler {

		private final List<String> replayed = new CopyOnWriteArrayList<>();

		@Override
		public JournalFeature feature() {
			return StoreContract.QUEUE;
		}

		@Override
		@SuppressWarnings("NullAway")
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			String payload = JournalNode.text(record.payload());
			if (payload.equals("error")) {
				throw new AssertionError(payload);
			}
			if (payload.equals("null")) {
				return null;
			}
			this.replayed.add(payload);
			return CompletableFuture.completedFuture(null);
		}

	}

	/** The marker cannot be used on it. */
	private static final class PretendedSession implements RecoverySession {

		private final AtomicInteger opened = new AtomicInteger();

		private volatile boolean current = true;

		@Override
		public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation,
				AsyncRedisAction<T> action) {
			return CompletableFuture.failedFuture(new UnsupportedOperationException(operation.name()));
		}

		@Override
		public boolean open(long replayed) {
			this.opened.incrementAndGet();
			return this.current;
		}

		@Override
		public List<RecoveredMaster> masters() {
			return List.of(new RecoveredMaster("", null, (key) -> true));
		}

		@Override
		public boolean isWhole() {
			return true;
		}

		@Override
		public boolean mayBeOvertaken() {
			return false;
		}

		@Override
		public boolean isRead() {
			return false;
		}

		@Override
		public boolean isCurrent() {
			return this.current;
		}

	}

}
