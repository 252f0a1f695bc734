/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.journal.DurableWrites;
import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.journal.WriteOutcome;
import io.github.resilientredis.sample.notification.Notifications.Stored;
import io.github.resilientredis.sample.notification.Notifications.Told;
import io.github.resilientredis.testkit.SettableGuard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Notifications}.
 */
class NotificationsTests {

	private final InboxSender inboxes = new InboxSender();

	private final List<NotificationSender> senders = new ArrayList<>(List.of(this.inboxes));

	@ParameterizedTest
	@CsvSource({ "APPLIED, NOW", "JOURNALLED, LATER", "LOCAL, NEVER" })
	void theAnswerSaysWhetherItIsStored(WriteOutcome outcome, Stored stored) {
		Told told = notifications(new Writes(outcome)).tell("ada", "Dinner", "");
		assertThat(told.delivered()).isTrue();
		assertThat(told.stored()).isEqualTo(stored);
	}

	@Test
	void whenTheJournalIsFullThenItIsDeliveredAllTheSame() {
		Notifications notifications = notifications(new Writes(null));
		Told told = notifications.tell("ada", "Dinner", "is ready");
		assertThat(told.delivered()).isTrue();
		assertThat(told.stored()).isEqualTo(Stored.NEVER);
		assertThat(notifications.inbox("ada").notifications()).extracting(Notification::title)
			.containsExactly("Dinner");
		assertThat(notifications.inbox("bob").notifications()).isEmpty();
	}

	@Test
	void aSenderThatFailsKeepsNobodyFromAnything() {
		this.senders.add(0, (user, notification) -> {
			throw new IllegalStateException("out of order");
		});
		Notifications notifications = notifications(new Writes(WriteOutcome.APPLIED));
		Told told = notifications.tell("ada", "Dinner", "");
		assertThat(told.delivered()).isTrue();
		assertThat(told.stored()).isEqualTo(Stored.NOW);
		assertThat(notifications.inbox("ada").notifications()).hasSize(1);
	}

	@Test
	void anInboxIsBoundedAndTheNewestComeFirst() {
		Notifications notifications = notifications(new Writes(WriteOutcome.JOURNALLED));
		for (int i = 0; i < Inbox.MOST + 5; i++) {
			notifications.tell("ada", "Number " + i, "");
		}
		assertThat(notifications.inbox("ada").notifications()).hasSize(Inbox.MOST)
			.first()
			.extracting(Notification::title)
			.isEqualTo("Number " + (Inbox.MOST + 4));
	}

	@Test
	void whatRedisHasAndWhatWasDeliveredHereIsOne() {
		Notification one = new Notification("1", "One", "", 1);
		Notification two = new Notification("2", "Two", "", 2);
		Inbox both = new Inbox(List.of(one)).merge(new Inbox(List.of(two, one)));
		assertThat(both.notifications()).containsExactly(two, one);
		assertThat(both.merge(both)).isEqualTo(both);
	}

	private Notifications notifications(DurableWrites writes) {
		return new Notifications(new SettableGuard(GuardState.UNAVAILABLE), writes, this.senders, this.inboxes,
				new JsonMapper(), Clock.systemUTC());
	}

	/** Answers the same each time; nothing: the journal is full. */
	private record Writes(@Nullable WriteOutcome outcome) implements DurableWrites {

		@Override
		public WriteOutcome submit(String type, byte[] key, byte[] payload) {
			if (this.outcome == null) {
				throw new JournalFullException(type, 1);
			}
			return this.outcome;
		}

		@Override
		public CompletableFuture<WriteOutcome> submitAsync(String type, byte[] key, byte[] payload) {
			throw new UnsupportedOperationException();
		}

	}

}
