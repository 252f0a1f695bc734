/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalCopyTests {

	private static final byte[] NOTHING = {};

	private static final byte[] VALUE = { 1 };

	private final StoredSession session = new StoredSession("id", 1, 1, 60, Map.of("a", VALUE, "b", VALUE));

	@Test
	void whatWasRemovedHereStaysRemovedWhenTheSessionIsFoundWithoutIt() {
		LocalCopy removed = new LocalCopy(this.session, Map.of(), 0, 0)
			.changed(new SessionChange(2, 60, Map.of("a", NOTHING)), 7, 2);
		LocalCopy found = removed.confirmed(new StoredSession("id", 1, 3, 60, Map.of("b", VALUE)), 3);
		assertThat(found.session().attributes()).containsEntry("a", NOTHING).containsEntry("b", VALUE);
		assertThat(found.changes()).containsEntry("sessionAttr:a", 7L);
		assertThat(found.session().accessedAt()).isEqualTo(3);
	}

	@Test
	void whatAnotherNodeHasSetSinceIsThere() {
		LocalCopy removed = new LocalCopy(this.session, Map.of(), 0, 0)
			.changed(new SessionChange(2, 60, Map.of("a", NOTHING)), 7, 2);
		assertThat(removed.confirmed(this.session, 3).session().attributes()).containsEntry("a", VALUE);
	}

}
