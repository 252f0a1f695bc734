/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.resilientredis.benchmarks.LoadRun.Done;
import io.github.resilientredis.testkit.RedisServer;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/**
 * Mixed load by Zipf's law on two nodes and one Redis: our cache, Spring's own Redis
 * cache with immediate writes, and Redisson's client-side cache. Sides take turns, each
 * round in the opposite order. Arguments: seconds of each turn (10), rounds (3).
 *
 * <p>
 * The part of reads that memory answered is found by counting what was read from Redis.
 */
public final class ZipfLoad {

	private static final int KEYS = 10_000;

	private static final double SKEW = 0.99;

	private static final int NEAR = 1_000;

	private static final int PUTS = 5;

	private static final int NODES = 2;

	private static final int THREADS = 4;

	private static final String[] NAMES = IntStream.range(0, KEYS)
		.mapToObj((number) -> "product-number-" + number)
		.toArray(String[]::new);

	private static final List<Side> SIDES = List.of(
			new Side("resilient-redis", "get", (address) -> LoadNode.ours(address, NEAR)),
			new Side("RedisCacheManager", "get", LoadNode::spring),
			new Side("Redisson", "hget", (address) -> LoadNode.redisson(address, NEAR)));

	private final Zipf zipf = new Zipf(KEYS, SKEW, 1 << 20);

	private final Map<String, List<Double>> throughputs = new TreeMap<>();

	private ZipfLoad() {
	}

	public static void main(String[] args) throws Exception {
		double seconds = (args.length > 0) ? Double.parseDouble(args[0]) : 10;
		int rounds = (args.length > 1) ? Integer.parseInt(args[1]) : 3;
		new ZipfLoad().run(seconds, rounds);
	}

	private void run(double seconds, int rounds) throws Exception {
		System.out.printf("%d keys, skew %.2f, %d %% puts, near level of %d, %d nodes of %d threads, %.0f s%n", KEYS,
				SKEW, PUTS, NEAR, NODES, THREADS, seconds);
		System.out.printf("%5s  %-18s %12s %12s %12s %10s%n", "round", "side", "operations/s", "reads", "from Redis",
				"near hits");
		try (RedisServer server = RedisServer.start()) {
			List<Side> sides = new ArrayList<>(SIDES);
			for (int round = 1; round <= rounds; round++) {
				for (Side side : sides) {
					turn(server, round, side, seconds);
				}
				Collections.reverse(sides);
			}
		}
		summarize();
	}

	private void turn(RedisServer server, int round, Side side, double seconds) throws Exception {
		server.command("FLUSHALL");
		List<LoadNode> nodes = new ArrayList<>();
		try {
			for (int i = 0; i < NODES; i++) {
				nodes.add(side.start.apply(BenchmarkRedis.address(server)));
			}
			LoadRun load = new LoadRun(nodes, NAMES, this.zipf, PUTS);
			load.fill();
			load.run(THREADS, seconds / 2);
			long before = server.calls(side.readCommand);
			Done done = load.run(THREADS, seconds);
			long fromRedis = server.calls(side.readCommand) - before;
			this.throughputs.computeIfAbsent(side.name, (name) -> new ArrayList<>()).add(done.perSecond());
			System.out.printf("%5d  %-18s %12.0f %12d %12d %8.1f %%%n", round, side.name, done.perSecond(),
					done.reads(), fromRedis, 100.0 * (done.reads() - fromRedis) / done.reads());
		}
		finally {
			nodes.forEach(LoadNode::close);
		}
	}

	private void summarize() {
		System.out.printf("%nMedians of operations/s, and how many times those of the others:%n");
		double[] medians = SIDES.stream().mapToDouble((side) -> median(side.name)).toArray();
		for (int i = 0; i < medians.length; i++) {
			double own = medians[i];
			System.out.printf("%-18s %12.0f   %s%n", SIDES.get(i).name, own, String.join("  ",
					Arrays.stream(medians).mapToObj((other) -> "%6.2f".formatted(own / other)).toList()));
		}
	}

	private double median(String side) {
		double[] sorted = this.throughputs.getOrDefault(side, List.of())
			.stream()
			.mapToDouble(Double::doubleValue)
			.sorted()
			.toArray();
		return sorted[sorted.length / 2];
	}

	/**
	 * Who is measured.
	 *
	 * @param name what to call it
	 * @param readCommand the command by which it reads from Redis, alone or in a script
	 * @param start starts a node
	 */
	private record Side(String name, String readCommand, Function<RedisStandaloneConfiguration, LoadNode> start) {
	}

}
