/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Where and how large a journal is.
 *
 * @param directory the directory of its file, for this instance alone; {@code null} to
 * keep it in memory
 * @param maxSize how many bytes of memory its records may take, their administration
 * included; at least 64 KB
 * @param force when records are forced to the disk
 */
public record JournalSettings(@Nullable Path directory, long maxSize, ForceMode force) {

	/** A smaller journal would refuse single records. */
	public static final long MIN_SIZE = 64 * 1024;

	public JournalSettings {
		Assert.isTrue(maxSize >= MIN_SIZE, "'maxSize' must be at least " + MIN_SIZE);
	}

	/**
	 * In memory, with the documented size.
	 * @return the settings
	 */
	public static JournalSettings defaults() {
		return new JournalSettings(null, 64L * 1024 * 1024, ForceMode.GROUPED);
	}

}
