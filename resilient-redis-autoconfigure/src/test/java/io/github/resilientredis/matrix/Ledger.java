/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.github.resilientredis.matrix.MatrixNode.Answer;

/**
 * What the application has accepted, that is, answered with 200.
 * <p>
 * Shared state: concurrent collections, added to by the load's threads as answers come,
 * read after the load has ended. What is prepared is fixed before it begins.
 */
final class Ledger {

	static final String NUMBER = "number";

	/** The name of the limit of which nothing is left. */
	static final String USED_UP = "used-up";

	static final int BURST = 5;

	private static final int SESSIONS = 20;

	private static final int TO_END = 150;

	private static final int TO_CHANGE = 40;

	/** Sessions that are only read. */
	final List<String> sessions = new ArrayList<>();

	/** Sessions that another node ends while this one is cut off. */
	final List<String> endedElsewhere = new ArrayList<>();

	/** Sessions that are there to be ended. */
	final Queue<String> toEnd = new ConcurrentLinkedQueue<>();

	/** Sessions that are there to be changed. */
	final Queue<String> toChange = new ConcurrentLinkedQueue<>();

	/** The last number accepted by each session. */
	final Map<String, Integer> numbers = new ConcurrentHashMap<>();

	/** The last change accepted of each item. */
	final Map<Integer, Integer> versions = new ConcurrentHashMap<>();

	final Set<String> ended = ConcurrentHashMap.newKeySet();

	final Set<String> users = ConcurrentHashMap.newKeySet();

	final Set<String> revoked = ConcurrentHashMap.newKeySet();

	final List<String> usedUp = IntStream.range(0, 3).mapToObj((number) -> "user-" + number).toList();

	/** What there is before the fault; where that is there first, what can be. */
	void prepare(MatrixNode node) {
		add(node, SESSIONS, this.sessions);
		add(node, 3, this.endedElsewhere);
		add(node, TO_END, this.toEnd);
		add(node, TO_CHANGE, this.toChange);
		for (String key : this.usedUp) {
			for (int i = 0; i < BURST; i++) {
				node.get("/limits/" + USED_UP + "?key=" + key);
			}
		}
		IntStream.range(0, Catalog.ITEMS).forEach((item) -> node.get("/items/" + item));
	}

	private static void add(MatrixNode node, int count, Collection<String> sessions) {
		for (int i = 0; i < count; i++) {
			Answer answer = node.post("/sessions");
			if (!answer.isOk()) {
				return;
			}
			sessions.add(answer.body());
		}
	}

	/** One of the sessions that are only read; empty if none could be prepared. */
	String session(int number) {
		return this.sessions.isEmpty() ? "" : this.sessions.get(number % this.sessions.size());
	}

}
