/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.autoconfigure.metrics.JournalMetricsAutoConfiguration;
import io.github.resilientredis.journal.ForceMode;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.journal.ReplayPhase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class JournalMetersTests {

	private static final JournalFeature FEATURE = new JournalFeature("test", ReplayPhase.WRITES, false, false,
			JournalShare.ORDINARY);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void whenRecordsWaitThenTheyAreCounted() {
		RecoveringJournal journal = open(null);
		try {
			new JournalMeters(journal).bindTo(this.registry);
			assertThat(value(JournalMeter.RECORDS)).isZero();
			journal.append(FEATURE, new byte[] { 1 }, new byte[100]);
			journal.append(FEATURE, new byte[] { 2 }, new byte[100]);
			assertThat(value(JournalMeter.RECORDS)).isEqualTo(2);
			assertThat(value(JournalMeter.BYTES)).isEqualTo(journal.status().bytes()).isGreaterThan(200);
			assertThat(value(JournalMeter.FILE_UNUSABLE)).isZero();
			assertThat(value(JournalMeter.DAMAGED)).isZero();
		}
		finally {
			journal.destroy();
		}
	}

	@Test
	void whenTheFileCannotBeUsedThenAGaugeSaysSo(@TempDir Path directory) throws Exception {
		RecoveringJournal journal = open(Files.createFile(directory.resolve("file")).resolve("journal"));
		try {
			new JournalMeters(journal).bindTo(this.registry);
			assertThat(value(JournalMeter.FILE_UNUSABLE)).isEqualTo(1);
		}
		finally {
			journal.destroy();
		}
	}

	@Test
	void metersAreThereWhereMicrometerIs() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class,
							JournalAutoConfiguration.class, JournalMetricsAutoConfiguration.class))
			.withPropertyValues("resilient-redis.local-only=true");
		runner.run((context) -> assertThat(context).hasSingleBean(JournalMeters.class));
		runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("redisJournalMeters"));
	}

	private double value(JournalMeter meter) {
		return this.registry.get(meter.meterName()).gauge().value();
	}

	private static RecoveringJournal open(@Nullable Path directory) {
		return RecoveringJournal.open(new JournalSettings(directory, JournalSettings.MIN_SIZE, ForceMode.GROUPED),
				"test:", Clock.systemUTC());
	}

}
