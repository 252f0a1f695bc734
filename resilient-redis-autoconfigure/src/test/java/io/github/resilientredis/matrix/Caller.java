/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.Queue;

import io.github.resilientredis.matrix.MatrixNode.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One client of one feature: makes the next call, looks at the answer and notes in the
 * ledger what was accepted. Used by one thread at a time.
 */
final class Caller {

	/** So often it changes a session before it takes another. */
	private static final int CHANGES = 10;

	private final Feature feature;

	private final MatrixNode node;

	private final Ledger ledger;

	private final int index;

	private final int callers;

	private String session;

	/** Whether it was told so: then it signs in again, as people do. */
	private boolean isStranger;

	private int number;

	Caller(Feature feature, int index, int callers, MatrixNode node, Ledger ledger) {
		this.feature = feature;
		this.index = index;
		this.callers = callers;
		this.node = node;
		this.ledger = ledger;
		this.session = (feature == Feature.SESSION_READ) ? ledger.session(index) : "";
	}

	Feature feature() {
		return this.feature;
	}

	/** What has to be there before the call, and is not measured. */
	void prepare() {
		this.number++;
		if (this.isStranger) {
			this.session = signIn();
			this.isStranger = false;
		}
		else if (this.feature == Feature.LOGOUT) {
			this.session = next(this.ledger.toEnd);
		}
		else if (this.feature == Feature.SESSION_WRITE && this.number % CHANGES == 1) {
			this.session = next(this.ledger.toChange);
		}
		else if (this.feature == Feature.SESSION_READ && this.session.isEmpty()) {
			this.session = signIn();
		}
	}

	private String next(Queue<String> prepared) {
		String next = prepared.poll();
		return (next != null) ? next : signIn();
	}

	private String signIn() {
		Answer answer = this.node.post("/sessions");
		return answer.isOk() ? answer.body() : "";
	}

	/**
	 * Makes the call.
	 * @return what is wrong with the answer; {@code null} if nothing is
	 */
	@Nullable String call() {
		String name = this.index + "-" + this.number;
		return switch (this.feature) {
			case CACHE_READ -> read((this.number * this.callers + this.index) * 7 % Catalog.ITEMS);
			case CACHE_WRITE -> change(((this.number * this.callers) + this.index) % Catalog.ITEMS);
			case THROTTLE -> check(this.node.get("/limits/calls?key=user-" + (this.number % 20)), "true");
			case SESSION_READ -> check(this.node.ask("GET", "/session", this.session), "ada");
			case SESSION_WRITE -> count();
			case LOGOUT -> {
				String error = check(this.node.ask("POST", "/session/end", this.session), "bye");
				yield accepted(error, () -> this.ledger.ended.add(this.session));
			}
			case REGISTER -> {
				String email = "ada-" + name + "@example.com";
				yield accepted(check(this.node.post("/users?email=" + email), "welcome"),
						() -> this.ledger.users.add(email));
			}
			case REVOKE -> accepted(check(this.node.post("/revoked/token-" + name), "revoked"),
					() -> this.ledger.revoked.add("token-" + name));
			case HEALTH -> check(this.node.get("/actuator/health"), null);
		};
	}

	private @Nullable String read(int item) {
		int accepted = this.ledger.versions.getOrDefault(item, 0);
		Answer answer = this.node.get("/items/" + item);
		String error = check(answer, null);
		return (error != null || Catalog.version(answer.body()) >= accepted) ? error : "200 with an old value";
	}

	private @Nullable String change(int item) {
		Answer answer = this.node.post("/items/" + item);
		return accepted(check(answer, null), () -> this.ledger.versions.put(item, Integer.valueOf(answer.body())));
	}

	private @Nullable String count() {
		Answer answer = this.node.ask("POST", "/session/" + this.number, this.session);
		return accepted(check(answer, String.valueOf(this.number)),
				() -> this.ledger.numbers.put(this.session, this.number));
	}

	private static @Nullable String accepted(@Nullable String error, Runnable note) {
		if (error == null) {
			note.run();
		}
		return error;
	}

	private @Nullable String check(Answer answer, @Nullable String expected) {
		this.isStranger = answer.status() == 401;
		if (!answer.isOk()) {
			return answer.toString();
		}
		return (expected == null || expected.equals(answer.body())) ? null : "200 with a wrong answer";
	}

}
