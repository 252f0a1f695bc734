/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What lives in a node's heap after a full collection, by class.
 *
 * @param bytes of all objects
 * @param byClass bytes of the objects of each class
 */
record LiveHeap(long bytes, Map<String, Long> byClass) {

	private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

	private static final int SHOWN = 15;

	/** Has a node collect, and counts. */
	static LiveHeap of(SoakNode node) {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		try {
			Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(node.pid()), "GC.class_histogram")
				.redirectErrorStream(true)
				.start();
			Map<String, Long> byClass = new HashMap<>();
			try (BufferedReader lines = new BufferedReader(
					new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
				lines.lines()
					.map(LINE::matcher)
					.filter(Matcher::matches)
					.forEach((line) -> byClass.merge(line.group(2), Long.valueOf(line.group(1)), Long::sum));
			}
			return new LiveHeap(byClass.values().stream().mapToLong(Long::longValue).sum(), byClass);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The classes that have grown most since then. */
	String growthSince(LiveHeap before) {
		Map<String, Long> growth = new HashMap<>();
		this.byClass.forEach((name, size) -> growth.put(name, size - before.byClass.getOrDefault(name, 0L)));
		return growth.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(SHOWN)
			.map((entry) -> "%+,d %s".formatted(entry.getValue(), entry.getKey()))
			.collect(Collectors.joining("\n\t"));
	}

}
