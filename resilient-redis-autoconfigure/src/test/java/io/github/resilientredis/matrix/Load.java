/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Calls all features, from before the fault until after it.
 * <p>
 * Shared state: the phase, written by the test and read by the callers; the samples,
 * added by the callers; how each caller was served last, written by it alone except when
 * the fault ends.
 */
final class Load implements AutoCloseable {

	private static final int CALLERS = 2;

	private static final Duration PAUSE = Duration.ofMillis(40);

	/** So many good answers in a row say that a caller is served again. */
	private static final int GOOD = 3;

	private final ScheduledExecutorService threads = Executors
		.newScheduledThreadPool(CALLERS * Feature.values().length);

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final Map<Caller, Served> served = new ConcurrentHashMap<>();

	private volatile Phase phase = Phase.BEFORE;

	Load(MatrixNode node, Ledger ledger) {
		for (Feature feature : Feature.values()) {
			for (int i = 0; i < CALLERS; i++) {
				Caller caller = new Caller(feature, i, CALLERS, node, ledger);
				this.served.put(caller, Served.NOT);
				this.threads.scheduleWithFixedDelay(() -> call(caller), i * PAUSE.toMillis() / CALLERS,
						PAUSE.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
	}

	private void call(Caller caller) {
		caller.prepare();
		Phase begun = this.phase;
		long start = System.nanoTime();
		String error = error(caller);
		long end = System.nanoTime();
		Duration took = Duration.ofNanos(end - start);
		this.samples.add(new Sample(caller.feature(), Phase.of(begun, this.phase), took, error));
		this.served.computeIfPresent(caller, (key, before) -> (error == null) ? before.andGood(end) : Served.NOT);
	}

	private static @Nullable String error(Caller caller) {
		try {
			return caller.call();
		}
		catch (RuntimeException ex) {
			return ex.toString();
		}
	}

	void enter(Phase next) {
		if (next == Phase.RETURN) {
			this.served.replaceAll((caller, before) -> Served.NOT);
		}
		this.phase = next;
	}

	/** Whether every caller has had nothing but good answers for a while. */
	boolean isServed() {
		return this.served.values().stream().allMatch((last) -> last.answers >= GOOD);
	}

	/** Since when every caller has had good answers, by {@link System#nanoTime()}. */
	long servedSince() {
		return this.served.values().stream().mapToLong(Served::since).max().orElseThrow();
	}

	List<Sample> samples() {
		return new ArrayList<>(this.samples);
	}

	/** Ends when all calls have ended. */
	@Override
	public void close() {
		this.threads.shutdown();
		try {
			if (!this.threads.awaitTermination(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("A call does not end");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Good answers without a bad one between them, and when the first of them came. */
	private record Served(int answers, long since) {

		static final Served NOT = new Served(0, 0);

		Served andGood(long end) {
			return new Served(this.answers + 1, (this.answers == 0) ? end : this.since);
		}

	}

}
