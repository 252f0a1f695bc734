/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.metrics;

import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.metrics.JournalMeters;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the journal's meters.
 */
@AutoConfiguration(after = JournalAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Journal.class)
public final class JournalMetricsAutoConfiguration {

	@Bean
	JournalMeters redisJournalMeters(Journal journal) {
		return new JournalMeters(journal);
	}

}
