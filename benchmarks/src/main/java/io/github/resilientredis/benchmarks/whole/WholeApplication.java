/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the same shop with plain Spring Boot and with our starter. Arguments, both
 * optional: {@code quick}, for a try of two minutes instead of eleven, and {@code write},
 * to put table and pictures into {@code docs}; otherwise they are in
 * {@code target/whole-application}. Runs in the directory of this module.
 */
public final class WholeApplication {

	private static final int VISITORS = 1000;

	private static final int CALLERS = 16;

	private final Path directory = Path.of("target", "whole-application");

	private final Plan plan;

	private final Map<Flavour, Results> results = new EnumMap<>(Flavour.class);

	private WholeApplication(Plan plan) {
		this.plan = plan;
		for (Flavour flavour : Flavour.values()) {
			this.results.put(flavour, new Results());
		}
	}

	public static void main(String[] args) throws Exception {
		new WholeApplication(Plan.of(args)).run();
	}

	private void run() throws Exception {
		Files.createDirectories(this.directory);
		starts();
		try (Deployment plain = Deployment.start(Flavour.PLAIN, VISITORS, this.directory);
				Deployment starter = Deployment.start(Flavour.STARTER, VISITORS, this.directory)) {
			Map<Flavour, Deployment> shops = new EnumMap<>(Map.of(Flavour.PLAIN, plain, Flavour.STARTER, starter));
			turns("warm-up", 1, (flavour, seed) -> warmUp(shop(shops, flavour)));
			turns("healthy", this.plan.rounds(), (flavour, seed) -> healthy(flavour, shop(shops, flavour), seed));
			turns("saturated", this.plan.rounds(), (flavour, seed) -> saturated(flavour, shop(shops, flavour), seed));
			for (Fault fault : Fault.values()) {
				turns(fault.id(), 1, (flavour, seed) -> outage(flavour, shop(shops, flavour), fault));
			}
		}
		report();
	}

	private static Deployment shop(Map<Flavour, Deployment> shops, Flavour flavour) {
		return Objects.requireNonNull(shops.get(flavour));
	}

	private Results results(Flavour flavour) {
		return Objects.requireNonNull(this.results.get(flavour));
	}

	private void starts() throws Exception {
		turns("start", this.plan.starts(),
				(flavour, seed) -> results(flavour).starts().add(Start.measure(flavour, this.directory)));
	}

	private void turns(String stage, int rounds, Turn turn) throws Exception {
		for (int round = 0; round < rounds; round++) {
			for (Flavour flavour : Flavour.order(round)) {
				System.out.printf("%s: %s, %d of %d%n", stage, flavour.title(), round + 1, rounds);
				turn.take(flavour, round);
			}
		}
	}

	private void warmUp(Deployment shop) throws InterruptedException {
		ClosedLoop.run(shop.client(), shop.traffic(-1), CALLERS, Duration.ofSeconds(this.plan.warmUp() / 2));
		new OpenLoop(shop.client(), this.plan.rate()).run(shop.traffic(-2), this.plan.warmUp() / 2);
	}

	private void healthy(Flavour flavour, Deployment shop, int seed) throws InterruptedException {
		Recording recording = new OpenLoop(shop.client(), this.plan.rate()).run(shop.traffic(seed), this.plan.turn());
		results(flavour).healthyTurns().add(recording);
	}

	private void saturated(Flavour flavour, Deployment shop, int seed) throws InterruptedException {
		results(flavour).saturated()
			.add(Saturated.measure(shop, CALLERS, Duration.ofSeconds(this.plan.turn()), 100 + seed));
	}

	private void outage(Flavour flavour, Deployment shop, Fault fault) throws Exception {
		Phases phases = (fault == Fault.KILLED) ? this.plan.killed() : this.plan.hung();
		results(flavour).outages().put(fault, Outage.run(shop, fault, phases, this.plan.rate(), 200 + fault.ordinal()));
	}

	private void report() throws IOException {
		Report report = new Report(this.plan, results(Flavour.PLAIN), results(Flavour.STARTER));
		System.out.println(report.markdown());
		Path docs = this.plan.write() ? Path.of("..", "docs") : this.directory;
		for (Fault fault : Fault.values()) {
			Files.writeString(this.directory.resolve(fault.id() + ".csv"), report.series(fault));
			new OutagePicture(fault, results(Flavour.PLAIN).outage(fault), results(Flavour.STARTER).outage(fault))
				.write(docs.resolve("images"));
		}
		if (this.plan.write()) {
			MarkedText.replace(docs.resolve("benchmarks.md"), "whole application", report.markdown());
		}
	}

	/**
	 * The turn of a shop.
	 */
	private interface Turn {

		void take(Flavour flavour, int seed) throws Exception;

	}

}
