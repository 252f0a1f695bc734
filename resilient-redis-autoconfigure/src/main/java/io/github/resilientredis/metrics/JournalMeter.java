/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.function.ToDoubleFunction;

import io.github.resilientredis.journal.JournalStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of the journal.
 */
public enum JournalMeter {

	/** How many records wait for Redis. */
	RECORDS("resilient.redis.journal.records", "Records that wait for Redis", null, JournalStatus::records),

	/** How many bytes of the bounded size they take. */
	BYTES("resilient.redis.journal.bytes", "Memory that these records take", "bytes", JournalStatus::bytes),

	/** 1 while the configured file cannot be used, otherwise 0. */
	FILE_UNUSABLE("resilient.redis.journal.file.unusable", "Whether the journal's file cannot be used", null,
			(status) -> (status.storage() == JournalStatus.Storage.FILE_UNUSABLE) ? 1 : 0),

	/** How many bytes of the file were found damaged and set aside. */
	DAMAGED("resilient.redis.journal.file.damaged", "Damaged bytes of the journal's file that were set aside", "bytes",
			JournalStatus::damagedBytes);

	private final String meterName;

	private final String description;

	private final @Nullable String unit;

	private final ToDoubleFunction<JournalStatus> value;

	JournalMeter(String meterName, String description, @Nullable String unit, ToDoubleFunction<JournalStatus> value) {
		this.meterName = meterName;
		this.description = description;
		this.unit = unit;
		this.value = value;
	}

	/**
	 * The name of the meter.
	 * @return the name, in Micrometer's dotted form
	 */
	public String meterName() {
		return this.meterName;
	}

	String description() {
		return this.description;
	}

	@Nullable String unit() {
		return this.unit;
	}

	double value(JournalStatus status) {
		return this.value.applyAsDouble(status);
	}

}
