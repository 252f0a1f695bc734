/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

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
	 * The same for operators, by fixed names, without what there is nothing to say of.
	 * @return numbers and texts, without secrets
	 */
	public Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("records", this.records);
		details.put("bytes", this.bytes);
		if (this.oldest != null) {
			details.put("oldest", this.oldest.toString());
		}
		details.put("storage", this.storage.name());
		if (this.problem != null) {
			details.put("problem", this.problem);
		}
		if (this.damagedBytes > 0) {
			details.put("damagedBytes", this.damagedBytes);
		}
		return details;
	}

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
