/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of a journal, taken from memory.
 *
 * @param records how many records wait for Redis
 * @param bytes how many bytes of the bounded size they take
 * @param oldest when the oldest of them was accepted; {@code null} if there is none
 * @param storage where new records go at this moment
 * @param problem why the file cannot be used, without secrets; {@code null} if it can, or
 * if there is none
 * @param damagedBytes how many bytes of the file were found damaged and set aside since
 * it was opened
 */
public record JournalStatus(long records, long bytes, @Nullable Instant oldest, Storage storage,
		@Nullable String problem, long damagedBytes) {

	/**
	 * Where records go.
	 */
	public enum Storage {

		/** Into memory, because no directory is configured. */
		MEMORY,

		/** Into memory and the file. */
		FILE,

		/** Into memory until the file can be used again. */
		FILE_UNUSABLE

	}

}
