/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottleOutcome;
import io.github.resilientredis.throttle.ThrottleRate;
import io.github.resilientredis.throttle.ThrottleSource;
import io.github.resilientredis.throttle.ThrottleStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleMetersTests {

	private static final String NAME = "resilient.redis.throttle.decisions";

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final List<ThrottleStatistics> statistics = new ArrayList<>();

	ThrottleMetersTests() {
		ThrottleRate rate = ThrottleRate.of(1, Duration.ofSeconds(1));
		new ThrottleMeters(List.of(ThrottleLimit.of("one", rate), ThrottleLimit.of("two", rate)), () -> this.statistics)
			.bindTo(this.registry);
	}

	@Test
	void allSeriesAreThereBeforeAnythingWasDecidedAndHaveTheSameTags() {
		assertThat(this.registry.getMeters()).hasSize(2 * ThrottleMeter.values().length);
		for (Meter meter : this.registry.getMeters()) {
			assertThat(meter.getId().getName()).isEqualTo(NAME);
			assertThat(meter.getId().getTags()).extracting(Tag::getKey)
				.containsExactlyInAnyOrder("limit", "outcome", "source");
			assertThat(meter.measure().iterator().next().getValue()).isZero();
		}
	}

	@Test
	void everyKindOfEveryLimitIsCountedByItself() {
		long count = 0;
		for (ThrottleMeter meter : ThrottleMeter.values()) {
			count++;
			this.statistics.clear();
			this.statistics.add(new ThrottleStatistics("two", Map.of(meter.kind(), count)));
			this.statistics.add(new ThrottleStatistics("one", Map.of()));
			assertThat(this.registry.find(NAME).tag("limit", "one").functionCounters())
				.allMatch((counter) -> counter.count() == 0);
			assertThat(this.registry.find(NAME)
				.tag("limit", "two")
				.functionCounters()
				.stream()
				.mapToDouble(FunctionCounter::count)
				.sum()).isEqualTo(count);
			assertThat(this.registry.get(NAME).tag("limit", "two").tags(meter.tags()).functionCounter().count())
				.isEqualTo(count);
		}
	}

	@Test
	void namesAreInLowerCase() {
		ThrottleStatistics.Kind kind = new ThrottleStatistics.Kind(ThrottleOutcome.SHADOW_REJECTED,
				ThrottleSource.MEMORY);
		this.statistics.add(new ThrottleStatistics("one", Map.of(kind, 3L)));
		assertThat(this.registry.get(NAME)
			.tags("limit", "one", "outcome", "shadow_rejected", "source", "memory")
			.functionCounter()
			.count()).isEqualTo(3);
	}

}
