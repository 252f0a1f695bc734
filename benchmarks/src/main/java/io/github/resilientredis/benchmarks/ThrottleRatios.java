/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;

import org.springframework.util.Assert;

/**
 * Decisions of our throttle and of plain Bucket4j beside GETs of plain Lettuce by as many
 * threads in the same run. Sides take short turns, in the opposite order each round; a
 * ratio is the median of the ratios of all rounds. Arguments, all of them optional:
 * {@code seconds=0.5} of each turn, {@code rounds=7}, {@code warm-up=1.5} seconds,
 * {@code threads=1,2,16} instead of those each part has, {@code parts=distinct,hot},
 * {@code sides=GET,Bucket4j,ours} of which {@code GET} is always there.
 *
 * <p>
 * Each decision is checked: a side that is fast because it fails ends the run.
 */
public final class ThrottleRatios {

	private static final Set<String> OPTIONS = Set.of("seconds", "rounds", "warm-up", "threads", "parts", "sides");

	private static final String GET = "GET";

	private static final String PLAIN = "Bucket4j";

	private static final String OURS = "ours";

	private final Map<String, String> options;

	private final double seconds;

	private final int rounds;

	private final Set<String> chosen;

	private int aims;

	private int met;

	private ThrottleRatios(Map<String, String> options) {
		Assert.isTrue(OPTIONS.containsAll(options.keySet()), () -> "Options are " + OPTIONS);
		this.options = options;
		this.seconds = Double.parseDouble(options.getOrDefault("seconds", "0.5"));
		this.rounds = Integer.parseInt(options.getOrDefault("rounds", "7"));
		this.chosen = Set.of(options.getOrDefault("sides", PLAIN + ',' + OURS).split(","));
	}

	public static void main(String[] args) throws Exception {
		new ThrottleRatios(Arrays.stream(args)
			.map((argument) -> argument.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]))).run();
	}

	private void run() throws Exception {
		System.out.printf("Medians of %d rounds of %.1f s%n%n", this.rounds, this.seconds);
		System.out.printf("%-10s %7s  %-8s %13s %8s %-15s  %-16s %11s %9s%n", "part", "threads", "side", "decisions/s",
				"x GET", "quartiles", "aim", "round trips", "commands");
		try (RedisServer server = RedisServer.start(); PlainThrottles plain = new PlainThrottles(server)) {
			for (ThrottlePart part : parts()) {
				run(server, plain, part);
			}
		}
		System.out.printf("%nAims met: %d of %d%n", this.met, this.aims);
	}

	private List<ThrottlePart> parts() {
		String wanted = this.options.get("parts");
		if (wanted == null) {
			return ThrottlePart.all();
		}
		List<String> names = List.of(wanted.split(","));
		List<ThrottlePart> parts = ThrottlePart.all().stream().filter((part) -> names.contains(part.name())).toList();
		Assert.isTrue(parts.size() == names.size(),
				() -> "Parts are " + ThrottlePart.all().stream().map(ThrottlePart::name).toList());
		return parts;
	}

	private void run(RedisServer server, PlainThrottles plain, ThrottlePart part) throws Exception {
		server.command("FLUSHALL");
		Map<String, Side> sides = new LinkedHashMap<>();
		sides.put(GET, plain.get(part));
		if (this.chosen.contains(PLAIN) && !part.away()) {
			sides.put(PLAIN, plain.bucket4j(part));
		}
		if (this.chosen.contains(OURS)) {
			sides.put(OURS, new ThrottleNode(server, part));
		}
		try {
			for (int threads : threads(part)) {
				Comparison comparison = new Comparison(server, part.keys(), threads, this.seconds);
				comparison.warmUp(sides, Double.parseDouble(this.options.getOrDefault("warm-up", "1.5")));
				comparison.run(sides, this.rounds);
				print(part, threads, comparison);
			}
		}
		finally {
			sides.values().forEach(Side::close);
		}
	}

	private List<Integer> threads(ThrottlePart part) {
		String wanted = this.options.get("threads");
		return (wanted != null) ? Stream.of(wanted.split(",")).map(Integer::valueOf).toList() : part.threads();
	}

	private void print(ThrottlePart part, int threads, Comparison comparison) {
		comparison.turns().forEach((name, turns) -> {
			Turns gets = Objects.requireNonNull(comparison.turns().get(GET));
			double ratio = turns.ratio(gets, 0.5);
			System.out.printf("%-10s %7d  %-8s %13.0f %8.2f %-15s  %-16s %11.3f %9.3f  %s%n", part.name(), threads,
					name, turns.median(), ratio,
					"%.2f-%.2f".formatted(turns.ratio(gets, 0.25), turns.ratio(gets, 0.75)),
					name.equals(OURS) ? aim(part, ratio, turns, comparison.idle()) : "",
					turns.perOperation(turns.calls().roundTrips()), turns.perOperation(turns.calls().all()),
					turns.describeCalls());
		});
	}

	private String aim(ThrottlePart part, double ratio, Turns turns, double idle) {
		boolean silent = !part.silent() || turns.calls().all() <= 10 + 2 * idle * turns.seconds();
		boolean reached = silent && ratio >= part.target();
		this.aims++;
		this.met += reached ? 1 : 0;
		return ">= %.1f %s".formatted(part.target(), reached ? "met" : silent ? "missed" : "not silent");
	}

}
