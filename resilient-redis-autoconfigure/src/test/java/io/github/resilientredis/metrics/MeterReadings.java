/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;

/**
 * What all meters of a cache say, to see which of them an action moves.
 */
final class MeterReadings {

	private final MeterRegistry registry;

	private final String cache;

	private Map<String, Double> last;

	MeterReadings(MeterRegistry registry, String cache) {
		this.registry = registry;
		this.cache = cache;
		this.last = read();
	}

	/** By how much meters have moved since the last look; those that have not are out. */
	Map<String, Double> moved() {
		Map<String, Double> now = read();
		Map<String, Double> moved = new TreeMap<>();
		now.forEach((series, value) -> {
			double difference = value - this.last.getOrDefault(series, 0.0);
			if (difference != 0) {
				moved.put(series, difference);
			}
		});
		this.last = now;
		return moved;
	}

	/** Each series by its name and the tags that are its own. */
	Map<String, Double> read() {
		return Search.in(this.registry)
			.tag("cache", this.cache)
			.meters()
			.stream()
			.collect(Collectors.toMap(MeterReadings::series, MeterReadings::value));
	}

	private static String series(Meter meter) {
		String tags = meter.getId()
			.getTags()
			.stream()
			.filter((tag) -> tag.getKey().equals("result") || tag.getKey().equals("level"))
			.map((tag) -> " " + tag.getValue())
			.collect(Collectors.joining());
		return meter.getId().getName() + tags;
	}

	private static double value(Meter meter) {
		return meter.measure().iterator().next().getValue();
	}

}
