/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of a phase.
 *
 * @param all the requests
 */
record Samples(List<Sample> all) {

	Samples of(Predicate<String> kinds) {
		return new Samples(this.all.stream().filter((sample) -> kinds.test(sample.kind())).toList());
	}

	List<String> problems() {
		return this.all.stream()
			.filter((sample) -> !sample.problem().isEmpty())
			.map((sample) -> sample.kind() + ": " + sample.problem())
			.toList();
	}

	Duration percentile(double percent) {
		assertThat(this.all).as("requests in the phase").hasSizeGreaterThan(50);
		List<Duration> sorted = this.all.stream().map(Sample::took).sorted().toList();
		return sorted.get((int) Math.ceil(sorted.size() * percent / 100) - 1);
	}

	/**
	 * The p99 of a typical second: the median of each second's. A pause of the machine
	 * spoils one second of a phase, a slower application all of them.
	 * @return the duration
	 */
	Duration typicalP99() {
		long start = this.all.stream().mapToLong(Sample::startNanos).min().orElseThrow();
		Map<Long, List<Sample>> seconds = this.all.stream()
			.collect(Collectors.groupingBy((sample) -> (sample.startNanos() - start) / 1_000_000_000L));
		List<Duration> p99s = seconds.values()
			.stream()
			.filter((second) -> second.size() > 50)
			.map((second) -> new Samples(second).percentile(99))
			.sorted()
			.toList();
		assertThat(p99s).as("seconds with requests").hasSizeGreaterThanOrEqualTo(3);
		return p99s.get((p99s.size() - 1) / 2);
	}

	Duration slowest() {
		return this.all.stream().map(Sample::took).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	int size() {
		return this.all.size();
	}

}
