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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a node uses while nothing happens.
 *
 * @param heap what lives in its heap
 * @param threads the names of its threads and how many have each
 * @param open what it has open
 */
record NodeGauges(LiveHeap heap, Map<String, Integer> threads, OpenFiles open) {

	/**
	 * Threads of the JDK's HTTP client, with which the application asks for exchange
	 * rates: as many as there were questions at once in the last minute.
	 */
	private static final String OF_HTTP_CLIENT = "HttpClient-";

	static NodeGauges of(SoakNode node) {
		// Attaching to a JVM starts a thread there: before they are counted.
		LiveHeap heap = LiveHeap.of(node);
		return new NodeGauges(heap, threads(node), OpenFiles.of(node));
	}

	private static Map<String, Integer> threads(SoakNode node) {
		Map<String, Integer> names = new TreeMap<>();
		try (Stream<Path> all = Files.list(Path.of("/proc", String.valueOf(node.pid()), "task"))) {
			all.map(NodeGauges::name)
				.filter((name) -> !name.startsWith(OF_HTTP_CLIENT))
				.forEach((name) -> names.merge(name, 1, Integer::sum));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return names;
	}

	/** The kernel knows 15 characters of it. */
	private static String name(Path thread) {
		try {
			return Files.readString(thread.resolve("comm")).trim().replaceAll("\\d+", "N");
		}
		catch (IOException ex) {
			return "ended";
		}
	}

	int threadCount() {
		return this.threads.values().stream().mapToInt(Integer::intValue).sum();
	}

	int connectionsTo(int port) {
		return this.open.connectionsTo().getOrDefault(port, 0);
	}

	/** By how much the heap has grown, as a part of what it was. */
	double heapGrowthSince(NodeGauges before) {
		return (double) (this.heap.bytes() - before.heap.bytes()) / before.heap.bytes();
	}

	/** What is more or less than it was, for whoever looks for a leak. */
	String differencesFrom(NodeGauges before) {
		return "heap, by class:\n\t" + this.heap.growthSince(before.heap) + "\nthreads: "
				+ differences(before.threads, this.threads) + "\nfiles: "
				+ differences(before.open.names(), this.open.names()) + "\nconnections by port: "
				+ differences(before.open.connectionsTo(), this.open.connectionsTo());
	}

	private static <K> Map<K, Integer> differences(Map<K, Integer> before, Map<K, Integer> after) {
		Map<K, Integer> differences = new LinkedHashMap<>(after);
		before.forEach((key, count) -> differences.merge(key, -count, Integer::sum));
		differences.values().removeIf((count) -> count == 0);
		return differences;
	}

}
