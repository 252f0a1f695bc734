/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happened, on one clock: faults, the last steps of each client, and everything that
 * must not have happened, with the story of who met it.
 * <p>
 * Shared state: queues, and for each subject a short story that is written and read under
 * its own lock. Spans without faults and losses are written by the thread that makes the
 * faults and may be read by all.
 */
final class History {

	private static final int STORY = 30;

	/** Kept whole; all are counted. */
	private static final int MOST_VIOLATIONS = 20;

	private final long origin = System.nanoTime();

	private final Queue<String> notes = new ConcurrentLinkedQueue<>();

	private final Queue<String> violations = new ConcurrentLinkedQueue<>();

	private final AtomicInteger violated = new AtomicInteger();

	private final Map<String, Deque<String>> stories = new ConcurrentHashMap<>();

	private final Queue<Loss> losses = new ConcurrentLinkedQueue<>();

	private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();

	private volatile boolean faulty;

	private volatile long faultBegan;

	/** Nanoseconds since the beginning. */
	long now() {
		return System.nanoTime() - this.origin;
	}

	void note(String text) {
		this.notes.add(seconds(now()) + text);
	}

	void faultBegins(FaultPlan.Step step) {
		this.faultBegan = now();
		this.faulty = true;
		note("begins: " + step);
	}

	void faultEnds(FaultPlan.Step step) {
		note("ends: " + step);
	}

	/** Every node that met the fault has told Redis what it had kept. */
	void recovered(FaultPlan.Step step) {
		step.nodes().forEach((node) -> this.cuts.add(new Cut(node, this.faultBegan, now())));
		note("recovered: " + step);
		this.faulty = false;
	}

	boolean isFaulty() {
		return this.faulty;
	}

	/** What was applied in this time may be gone from Redis. */
	void lost(long from, long to) {
		this.losses.add(new Loss(from, to));
	}

	/** Whether Redis may have lost what it acknowledged between two moments. */
	boolean mayBeLost(long invoked, long responded) {
		return this.losses.stream().anyMatch((loss) -> invoked < loss.to && responded > loss.from);
	}

	List<Cut> cuts() {
		return List.copyOf(this.cuts);
	}

	void tell(String subject, String text) {
		Deque<String> story = this.stories.computeIfAbsent(subject, (key) -> new ArrayDeque<>());
		synchronized (story) {
			story.add(seconds(now()) + text);
			if (story.size() > STORY) {
				story.remove();
			}
		}
	}

	/** Something must not have happened. */
	void violated(String rule, String subject, String what) {
		tell(subject, "VIOLATION " + rule + ": " + what);
		if (this.violated.getAndIncrement() < MOST_VIOLATIONS) {
			this.violations.add(seconds(now()) + rule + ": " + subject + ": " + what + "\n\t" + story(subject));
		}
	}

	private String story(String subject) {
		Deque<String> story = this.stories.getOrDefault(subject, new ArrayDeque<>());
		synchronized (story) {
			return String.join("\n\t", story);
		}
	}

	int violated() {
		return this.violated.get();
	}

	/** The first of them, and what happened to Redis. */
	String failures() {
		List<String> lines = new ArrayList<>(this.violations);
		lines.add("--- what happened");
		lines.addAll(this.notes);
		return String.join("\n", lines);
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%9.3f s  ", nanos / 1e9);
	}

	/**
	 * What Redis acknowledged in this time it may not have.
	 */
	private record Loss(long from, long to) {
	}

	/**
	 * A node may have been away from Redis.
	 *
	 * @param node its number
	 * @param from from when
	 * @param to until when
	 */
	record Cut(int node, long from, long to) {
	}

}
