/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One fault, from start to end, with one application under load.
 */
final class MatrixRun {

	private static final Duration WELL = Duration.ofMillis(700);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Fault fault;

	private final Site site;

	private final MatrixNode node;

	/** Where there is a guard. */
	private final @Nullable GuardWatch watch;

	private final Ledger ledger = new Ledger();

	private final Map<String, Integer> lost = new TreeMap<>();

	private boolean recovered = true;

	private Duration recovery = Duration.ZERO;

	private MatrixRun(Fault fault, Site site, MatrixNode node, @Nullable GuardWatch watch) {
		this.fault = fault;
		this.site = site;
		this.node = node;
		this.watch = watch;
	}

	static Row run(Flavour flavour, Fault fault) {
		try (Site site = fault.open(); MatrixNode node = MatrixNode.start(flavour, site.address())) {
			return new MatrixRun(fault, site, node, (flavour == Flavour.GUARDED) ? new GuardWatch(node) : null).run();
		}
	}

	private Row run() {
		if (!this.fault.isAtStart()) {
			comeToRest();
		}
		this.ledger.prepare(this.node);
		if (!this.fault.isAtStart()) {
			this.site.remember();
		}
		Load load = new Load(this.node, this.ledger);
		try (load) {
			during(load);
			after(load);
		}
		if (this.recovered) {
			comeToRest();
		}
		compare();
		return new Row(this.fault, Row.cells(load.samples()), this.recovery, this.recovered,
				(this.watch != null) ? this.watch.touched() : -1, this.lost);
	}

	private void during(Load load) {
		if (!this.fault.isAtStart()) {
			pause(WELL);
		}
		load.enter(Phase.FIRST_SECOND);
		long begun = System.nanoTime();
		this.site.begin();
		this.site.proveBite();
		pauseUntil(begun + SECOND.toNanos());
		if (this.watch != null && this.fault.effect().isAway()) {
			quickly().atMost(Duration.ofSeconds(5)).until(this.watch::isAway);
		}
		load.enter(Phase.DURING);
		if (this.watch != null) {
			this.watch.count(true);
		}
		if (this.fault.isOfThisNode()) {
			Witness other = new Witness(this.site.witness());
			this.ledger.endedElsewhere.forEach(other::endSession);
		}
		pause(WELL);
		if (this.watch != null) {
			this.watch.count(false);
		}
		this.site.end();
	}

	private void after(Load load) {
		load.enter(Phase.RETURN);
		long end = System.nanoTime();
		this.recovered = comesTrue(() -> load.isServed() && (this.watch == null || this.watch.isSettled()));
		this.recovery = Duration.ofNanos(Math.max(load.servedSince(), settledAt(end)) - end);
		pauseUntil(end + SECOND.toNanos());
		load.enter(Phase.RECOVERED);
		pause(WELL);
	}

	private long settledAt(long otherwise) {
		return (this.watch != null) ? this.watch.changedAt() : otherwise;
	}

	private void compare() {
		this.lost.putAll(Losses.of(this.ledger, this.node, new Witness(this.site.witness())));
		int back = this.fault.isOfThisNode() ? Losses.back(this.ledger.endedElsewhere, this.node) : 0;
		if (back > 0) {
			this.lost.put("ends of sessions by another node", back);
		}
	}

	private void comeToRest() {
		GuardWatch guard = this.watch;
		if (guard != null) {
			quickly().atMost(PATIENCE).during(Duration.ofMillis(100)).until(guard::isSettled);
		}
	}

	private static boolean comesTrue(Callable<Boolean> condition) {
		try {
			quickly().atMost(PATIENCE).until(condition);
			return true;
		}
		catch (ConditionTimeoutException ex) {
			return false;
		}
	}

	private static ConditionFactory quickly() {
		return Awaitility.await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
	}

	private static void pauseUntil(long nanoTime) {
		long left = nanoTime - System.nanoTime();
		if (left > 0) {
			pause(Duration.ofNanos(left));
		}
	}

	private static void pause(Duration duration) {
		Awaitility.await().pollInSameThread().pollDelay(duration).atMost(duration.plus(PATIENCE)).until(() -> true);
	}

}
