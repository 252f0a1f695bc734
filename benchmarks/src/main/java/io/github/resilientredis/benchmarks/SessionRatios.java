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
 * What our sessions cost a request beside Spring Session's own on the same Redis. Sides
 * take short turns, in the opposite order each round; a ratio is the median of the ratios
 * of all rounds. Arguments, all of them optional: {@code seconds=2} of each turn,
 * {@code rounds=7}, {@code warm-up=3} seconds, {@code threads=1,2,8},
 * {@code sessions=10000}, {@code parts=touch,change}.
 *
 * <p>
 * Each session that is found is checked, and what was written as well: a side that is
 * fast because it does nothing ends the run.
 */
public final class SessionRatios {

	private static final Set<String> OPTIONS = Set.of("seconds", "rounds", "warm-up", "threads", "sessions", "parts");

	private static final String PLAIN = "Spring";

	private static final String OURS = "ours";

	private final Map<String, String> options;

	private final double seconds;

	private final int rounds;

	private final int sessions;

	private int aims;

	private int met;

	private SessionRatios(Map<String, String> options) {
		Assert.isTrue(OPTIONS.containsAll(options.keySet()), () -> "Options are " + OPTIONS);
		this.options = options;
		this.seconds = Double.parseDouble(options.getOrDefault("seconds", "2"));
		this.rounds = Integer.parseInt(options.getOrDefault("rounds", "7"));
		this.sessions = Integer.parseInt(options.getOrDefault("sessions", "10000"));
	}

	public static void main(String[] args) throws Exception {
		new SessionRatios(Arrays.stream(args)
			.map((argument) -> argument.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]))).run();
	}

	private void run() throws Exception {
		System.out.printf("Medians of %d rounds of %.1f s, %d sessions%n%n", this.rounds, this.seconds, this.sessions);
		System.out.printf("%-12s %7s  %-6s %11s %10s %8s %-11s  %-14s %8s %9s%n", "part", "threads", "side",
				"requests/s", "us/request", "x Spring", "quartiles", "aim", "sent", "commands");
		List<String> names = List.of(this.options
			.getOrDefault("parts", SessionPart.all().stream().map(SessionPart::name).collect(Collectors.joining(",")))
			.split(","));
		try (RedisServer server = RedisServer.start(); PlainSessions plain = new PlainSessions(server)) {
			for (SessionPart part : SessionPart.all()) {
				if (names.contains(part.name())) {
					run(server, plain, part);
				}
			}
		}
		System.out.printf("%nAims met: %d of %d%n", this.met, this.aims);
	}

	private void run(RedisServer server, PlainSessions plain, SessionPart part) throws Exception {
		server.command("FLUSHALL");
		try (SessionNode node = new SessionNode(server, part, this.sessions)) {
			Map<String, Side> sides = new LinkedHashMap<>();
			sides.put(PLAIN, new SessionRequests<>(plain.sessions(), part.changing(), this.sessions));
			sides.put(OURS, node);
			for (int threads : threads()) {
				Comparison comparison = new Comparison(server, this.sessions, threads, this.seconds);
				comparison.warmUp(sides, Double.parseDouble(this.options.getOrDefault("warm-up", "3")));
				comparison.run(sides, this.rounds);
				node.check(plain);
				print(part, threads, comparison);
			}
		}
	}

	private List<Integer> threads() {
		return Stream.of(this.options.getOrDefault("threads", "1,2,8").split(",")).map(Integer::valueOf).toList();
	}

	private void print(SessionPart part, int threads, Comparison comparison) {
		Turns plain = Objects.requireNonNull(comparison.turns().get(PLAIN));
		comparison.turns().forEach((name, turns) -> {
			double ratio = 1 / turns.ratio(plain, 0.5);
			System.out.printf("%-12s %7d  %-6s %11.0f %10.1f %8.2f %-11s  %-14s %8.2f %9.2f  %s%n", part.name(),
					threads, name, turns.median(), threads * 1e6 / turns.median(), ratio,
					"%.2f-%.2f".formatted(1 / turns.ratio(plain, 0.75), 1 / turns.ratio(plain, 0.25)),
					name.equals(OURS) ? aim(part, ratio) : "",
					turns.perOperation(name.equals(OURS) ? turns.calls().scripts() : turns.calls().all()),
					turns.perOperation(turns.calls().all()), turns.describeCalls());
		});
	}

	private String aim(SessionPart part, double ratio) {
		boolean reached = ratio <= part.target();
		this.aims++;
		this.met += reached ? 1 : 0;
		return "<= %.1f %s".formatted(part.target(), reached ? "met" : "missed");
	}

}
