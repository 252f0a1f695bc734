/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process leaves to the next about the markers.
 */
class MarkerNotesTests {

	private static final MarkerValue ONE = new MarkerValue(new MarkerPosition("aaaaaaaaaaaaaaaa", 5), "run",
			List.of(new MarkerPosition("cccccccccccccccc", 1)));

	private static final MarkerValue OTHER = new MarkerValue(new MarkerPosition("bbbbbbbbbbbbbbbb", 7), "?", List.of());

	private final JournalStore store = JournalStores
		.open(new JournalSettings(null, JournalSettings.MIN_SIZE, ForceMode.NEVER), StoreContract.CLOCK);

	@Test
	void theNextProcessKnowsWhatWasSeenOfEachMaster() {
		MarkerNotes notes = new MarkerNotes(this.store);
		notes.put("", ONE);
		notes.put("1a", OTHER);
		MarkerNotes next = new MarkerNotes(this.store);
		assertThat(next.get("")).isEqualTo(ONE);
		assertThat(next.get("1a")).isEqualTo(OTHER);
		assertThat(next.get("2b")).isNull();
	}

	@Test
	void aSingleMarkerIsNotedAsItIs() {
		new MarkerNotes(this.store).put("", ONE);
		assertThat(this.store.note()).isEqualTo(ONE.format());
	}

	@Test
	void aNoteThatIsNoneOfOursIsForgotten() {
		this.store.note(StoreContract.bytes("something\nelse rr1 x"));
		MarkerNotes notes = new MarkerNotes(this.store);
		assertThat(notes.get("")).isNull();
		notes.put("", ONE);
		assertThat(new MarkerNotes(this.store).get("")).isEqualTo(ONE);
	}

}
