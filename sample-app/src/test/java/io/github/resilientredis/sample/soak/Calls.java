/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * Makes every call to the nodes: counts it, times it, and takes no answer but those that
 * it names. There is no allowance for a 5xx: nothing that this load does may be refused
 * with one.
 * <p>
 * Shared state: figures by kind, each changed under its own lock.
 */
final class Calls {

	/** Worth a note: more than a request may wait for Redis. */
	private static final long SLOW_MILLIS = 1600;

	private final History history;

	private final Map<String, Figures> kinds = new ConcurrentHashMap<>();

	Calls(History history) {
		this.history = history;
	}

	/**
	 * Ask.
	 * @param kind what is counted together
	 * @param who tells the story
	 * @param node who is asked
	 * @param call asks
	 * @param expected the statuses that are right
	 * @return the answer, with one of these
	 * @throws WrongAnswerException if it is another, after it was taken down
	 */
	Answer make(String kind, String who, SoakNode node, Supplier<Answer> call, int... expected) {
		boolean faulty = this.history.isFaulty();
		long begun = System.nanoTime();
		try {
			Answer answer = call.get();
			int status = answer.status();
			this.history.tell(who, kind + " at " + node + ": " + status);
			if (Arrays.stream(expected).noneMatch((one) -> one == status)) {
				throw wrong(kind, who, node, status + " " + answer.body());
			}
			return answer;
		}
		catch (WrongAnswerException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw wrong(kind, who, node, ex.toString());
		}
		finally {
			long millis = (System.nanoTime() - begun) / 1_000_000;
			this.kinds.computeIfAbsent(kind, (name) -> new Figures()).add(millis, faulty || this.history.isFaulty());
			if (millis >= SLOW_MILLIS) {
				this.history.note("slow: " + millis + " ms for " + kind + " at " + node);
			}
		}
	}

	private WrongAnswerException wrong(String kind, String who, SoakNode node, String what) {
		this.history.violated("wrong answer", who, kind + " at " + node + ": " + what);
		return new WrongAnswerException(kind + ": " + what);
	}

	/**
	 * Forgets which calls were slow: a cold JVM that is asked by everybody at once says
	 * nothing about Redis.
	 */
	void isWarm() {
		this.kinds.values().forEach(Figures::isWarm);
	}

	Map<String, Long> byKind() {
		Map<String, Long> counts = new TreeMap<>();
		this.kinds.forEach((kind, figures) -> counts.put(kind, figures.calls()));
		return counts;
	}

	long total() {
		return byKind().values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Milliseconds, while a fault or its recovery went on, or else at all other times.
	 */
	long slowest(boolean faulty) {
		return this.kinds.values().stream().mapToLong((figures) -> figures.slowest(faulty)).max().orElse(0);
	}

	private static final class Figures {

		private long calls;

		private long slowestInFault;

		private long slowestElse;

		synchronized void add(long millis, boolean faulty) {
			this.calls++;
			if (faulty) {
				this.slowestInFault = Math.max(millis, this.slowestInFault);
			}
			else {
				this.slowestElse = Math.max(millis, this.slowestElse);
			}
		}

		synchronized void isWarm() {
			this.slowestInFault = 0;
			this.slowestElse = 0;
		}

		synchronized long calls() {
			return this.calls;
		}

		synchronized long slowest(boolean faulty) {
			return faulty ? this.slowestInFault : this.slowestElse;
		}

	}

	/**
	 * An answer was not one of those that are right.
	 */
	static final class WrongAnswerException extends RuntimeException {

		WrongAnswerException(String message) {
			super(message);
		}

	}

}
