/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a run, in the order in which they are told.
 */
final class SoakReport {

	private static final Pattern REPLAYED = Pattern.compile("Redis recovered after .*: (\\d+) journal records");

	private final Map<String, Object> figures = new LinkedHashMap<>();

	private final long seed;

	SoakReport(long seed) {
		this.seed = seed;
		add("seed", seed);
	}

	SoakReport add(String name, Object value) {
		this.figures.put(name, value);
		return this;
	}

	void addRun(SoakRun run, Calls calls, History history) {
		List<Long> recoveries = run.recoveries();
		add("at work, s", run.atWork() / 1_000_000_000);
		add("rounds", run.rounds());
		add("calls", calls.total());
		add("calls by kind", calls.byKind());
		add("faults by kind", run.faults());
		add("violations", history.violated());
		add("slowest call in a fault, ms", calls.slowest(true));
		add("slowest call else, ms", calls.slowest(false));
		add("recovery, ms: median", recoveries.get(recoveries.size() / 2));
		add("recovery, ms: longest", recoveries.get(recoveries.size() - 1));
	}

	void addNode(SoakNode node, NodeGauges before, NodeGauges after) {
		Map<String, Object> gauges = new LinkedHashMap<>();
		gauges.put("heap, kB", List.of(before.heap().bytes() / 1024, after.heap().bytes() / 1024));
		gauges.put("threads", List.of(before.threadCount(), after.threadCount()));
		gauges.put("files", List.of(before.open().files(), after.open().files()));
		int redis = node.proxy().port();
		gauges.put("connections to Redis", List.of(before.connectionsTo(redis), after.connectionsTo(redis)));
		List<Integer> replayed = replayed(node);
		gauges.put("recoveries", replayed.size());
		gauges.put("journal records replayed", replayed.stream().mapToInt(Integer::intValue).sum());
		add(node + ", before and after", gauges);
	}

	private static List<Integer> replayed(SoakNode node) {
		List<Integer> replayed = new ArrayList<>();
		Matcher matcher = REPLAYED.matcher(node.log());
		while (matcher.find()) {
			replayed.add(Integer.valueOf(matcher.group(1)));
		}
		return replayed;
	}

	/** Writes them where the build leaves its other results. */
	void write() {
		try {
			Files.writeString(Path.of("target", "soak-" + this.seed + ".json"),
					new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this.figures));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return this.figures.toString();
	}

}
