/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What happened in a run: requests, the dead, and what must not be. Thread-safe.
 */
final class SessionRun {

	private final Queue<Dead> dead = new ConcurrentLinkedQueue<>();

	private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();

	private final Map<String, AtomicLong> requests = new ConcurrentSkipListMap<>();

	private final Map<String, AtomicLong> slowest = new ConcurrentSkipListMap<>();

	private final Supplier<String> states;

	private volatile String phase = "start";

	private volatile long since = System.nanoTime();

	SessionRun(Supplier<String> states) {
		this.states = states;
	}

	void begin(String name) {
		this.phase = name;
		this.since = System.nanoTime();
	}

	/** The moment, for messages. */
	String at() {
		return this.phase + "+" + Duration.ofNanos(System.nanoTime() - this.since).toMillis() + "ms";
	}

	SessionAnswer timed(Supplier<SessionAnswer> request) {
		String during = this.phase;
		long start = System.nanoTime();
		SessionAnswer answer = request.get();
		long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
		this.requests.computeIfAbsent(during, (name) -> new AtomicLong()).incrementAndGet();
		this.slowest.computeIfAbsent(during, (name) -> new AtomicLong()).accumulateAndGet(took, Math::max);
		return answer;
	}

	void dead(String id, String why) {
		this.dead.add(new Dead(id, why));
	}

	void violated(String rule, String what) {
		this.violations.add(new Violation(rule, at() + " " + this.states.get() + " " + what));
	}

	Collection<Dead> dead() {
		return this.dead;
	}

	List<Violation> violations() {
		return List.copyOf(this.violations);
	}

	/** How many violations of each rule. */
	Map<String, Long> byRule() {
		return this.violations.stream()
			.collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.counting()));
	}

	long requests(String name) {
		AtomicLong count = this.requests.get(name);
		return (count != null) ? count.get() : 0;
	}

	@Override
	public String toString() {
		long all = this.requests.values().stream().mapToLong(AtomicLong::get).sum();
		return all + " requests " + this.requests + ", slowest in ms " + this.slowest + ", " + this.dead.size()
				+ " dead ids, violations " + byRule();
	}

	/** An id that is no longer to be accepted. */
	record Dead(String id, String why) {
	}

	/** What must not be. */
	record Violation(String rule, String what) {

		@Override
		public String toString() {
			return this.rule + ": " + this.what;
		}

	}

}
