/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What {@link DurableWrites} promise where there is no server.
 */
class DurableWritesTests {

	private static final byte[] KEY = JournalNode.bytes("key");

	private static final byte[] PAYLOAD = JournalNode.bytes("payload");

	@TempDir
	private Path directory;

	@Test
	@SuppressWarnings("NullAway")
	void whatCannotBeAppliedIsRefusedAtOnce() {
		RecoveringJournal journal = open(JournalSettings.defaults());
		DurableWrites writes = writes(GuardState.UNAVAILABLE, journal);
		assertThatIllegalArgumentException().isThrownBy(() -> writes.submit("chat", KEY, PAYLOAD))
			.withMessage("No DurableWriteHandler has type 'chat'. There are: [numbers]");
		assertThatIllegalArgumentException().isThrownBy(() -> writes.submitAsync(null, KEY, PAYLOAD))
			.withMessageContaining("[numbers]");
		assertThatIllegalArgumentException().isThrownBy(() -> writes.submitAsync("numbers", null, PAYLOAD))
			.withMessageContaining("'key'");
		assertThatIllegalArgumentException().isThrownBy(() -> writes.submitAsync("numbers", KEY, null))
			.withMessageContaining("'payload'");
		assertThat(journal.status().records()).isZero();
		journal.destroy();
	}

	@Test
	void twoHandlersOfOneTypeAreRefused() {
		RecoveringJournal journal = open(JournalSettings.defaults());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new JournaledWrites(new SettableGuard(GuardState.UNAVAILABLE), journal,
					List.of(new NumberedWrites(), new NumberedWrites())))
			.withMessageContaining("'numbers'");
		journal.destroy();
	}

	@Test
	void withoutRedisNothingIsKept() {
		RecoveringJournal journal = open(JournalSettings.defaults());
		assertThat(writes(GuardState.LOCAL_ONLY, journal).submit("numbers", KEY, PAYLOAD))
			.isEqualTo(WriteOutcome.LOCAL);
		assertThat(journal.status().records()).isZero();
		journal.destroy();
	}

	@Test
	void atTheEndOfAProcessWithoutADirectoryWhatIsLostIsLoggedOnce() {
		RecoveringJournal journal = open(JournalSettings.defaults());
		assertThat(writes(GuardState.FORCED_OPEN, journal).submit("numbers", KEY, PAYLOAD))
			.isEqualTo(WriteOutcome.JOURNALLED);
		try (CapturedLog log = new CapturedLog()) {
			journal.destroy();
			assertThat(log.lines("")).singleElement()
				.asString()
				.contains("1 records", "write.numbers=1", "resilient-redis.journal.directory")
				.doesNotContain("payload");
		}
	}

	@Test
	void withADirectoryItIsThereAtTheNextStart() {
		JournalSettings settings = new JournalSettings(this.directory, JournalSettings.MIN_SIZE, ForceMode.GROUPED);
		RecoveringJournal journal = open(settings);
		writes(GuardState.UNAVAILABLE, journal).submit("numbers", KEY, PAYLOAD);
		try (CapturedLog log = new CapturedLog()) {
			journal.destroy();
			assertThat(log.lines("")).singleElement().asString().contains("1 journal records", "next start");
		}
		RecoveringJournal next = open(settings);
		assertThat(next.status().records()).isEqualTo(1);
		next.destroy();
	}

	private static RecoveringJournal open(JournalSettings settings) {
		return RecoveringJournal.open(settings, "test:", Clock.systemUTC());
	}

	private static DurableWrites writes(GuardState state, RecoveringJournal journal) {
		return new JournaledWrites(new SettableGuard(state), journal, List.of(new NumberedWrites()));
	}

}
