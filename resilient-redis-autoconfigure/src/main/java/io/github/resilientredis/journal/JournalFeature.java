/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import org.springframework.util.Assert;

/**
 * What a part of the application asks of its records; declared once.
 *
 * @param name a short name, stable over releases since it is written to the file, such as
 * {@code cache}; at most 100 bytes
 * @param phase when its records are replayed
 * @param replacing whether a newer record for a key takes the place of the older one, and
 * the last place in the order; otherwise all records of a key are replayed in order
 * @param forced whether a record must be on the disk before whoever appended it is
 * answered, whatever the settings say
 * @param share what part of the journal's size it may fill
 */
public record JournalFeature(String name, ReplayPhase phase, boolean replacing, boolean forced, JournalShare share) {

	public JournalFeature {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(name.length() <= 100, "'name' must not be longer than 100 characters");
	}

}
