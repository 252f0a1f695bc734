/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import io.github.resilientredis.cache.CapturedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryStoreTests extends StoreContract {

	@Override
	JournalSettings settings(long maxSize) {
		return new JournalSettings(null, maxSize, ForceMode.GROUPED);
	}

	@Test
	void evenForcedRecordsAreInMemoryOnlyAndTheStatusSaysSo() {
		assertThat(append(FORCED, "a", "1")).isEqualTo(Durability.MEMORY);
		assertThat(this.store.status().storage()).isEqualTo(JournalStatus.Storage.MEMORY);
		assertThat(this.store.status().problem()).isNull();
	}

	@Test
	void whatIsLostAtTheEndIsLoggedByFeatureAndWithoutKeys() {
		append(FORCED, "secret-key", "secret-payload");
		try (CapturedLog log = new CapturedLog()) {
			this.store.close();
			assertThat(log.lines("")).containsExactly(
					"The journal ends with 1 records that Redis has not got and no file holds: {logout=1}. See resilient-redis.journal.directory");
		}
	}

}
