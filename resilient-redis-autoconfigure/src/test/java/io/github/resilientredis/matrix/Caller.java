/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import io.github.resilientredis.matrix.MatrixNode.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One client of one feature: makes the next call, looks at the answer and notes in the
 * ledger what was accepted. Used by one thread at a time.
 */
final class Caller {

	private final Feature feature;

	private final MatrixNode node;

	private final Ledger ledger;

	private final int index;

	private final int callers;

	private String session = "";

	private int number;

	Caller(Feature feature, int index, int callers, MatrixNode node, Ledger ledger) {
		this.feature = feature;
		this.index = index;
		this.callers = callers;
		this.node = node;
		this.ledger = ledger;
	}

	Feature feature() {
		return this.feature;
	}

	/** What has to be there before the call, and is not measured. */
	void prepare() {
		this.number++;
		if (this.feature == Feature.LOGOUT) {
			String next = this.ledger.toEnd.poll();
			this.session = (next != null) ? next : signIn();
		}
		else if (this.feature == Feature.SESSION_WRITE && this.session.isEmpty()) {
			this.session = signIn();
		}
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
			case CACHE_READ -> check(this.node.get("/items/" + (this.number % Catalog.ITEMS)), null);
			case CACHE_WRITE -> change(((this.number * this.callers) + this.index) % Catalog.ITEMS);
			case THROTTLE -> check(this.node.get("/limits/calls?key=user-" + (this.number % 20)), "true");
			case SESSION_READ ->
				check(this.node.ask("GET", "/session", this.ledger.session(this.number + this.index)), "ada");
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

	private static @Nullable String check(Answer answer, @Nullable String expected) {
		if (!answer.isOk()) {
			return answer.toString();
		}
		return (expected == null || expected.equals(answer.body())) ? null : "200 with a wrong answer";
	}

}
