/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import io.github.resilientredis.journal.Journal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers a gauge for each {@link JournalMeter}. Reading one is a read of memory.
 */
public final class JournalMeters implements MeterBinder {

	private final Journal journal;

	/**
	 * Create the meters.
	 * @param journal what to measure
	 */
	public JournalMeters(Journal journal) {
		this.journal = journal;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (JournalMeter meter : JournalMeter.values()) {
			Gauge.builder(meter.meterName(), this.journal, (journal) -> meter.value(journal.status()))
				.description(meter.description())
				.baseUnit(meter.unit())
				.register(registry);
		}
	}

}
