/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * A registered user with a session cookie. For one thread at a time.
 */
final class Account {

	/** Any value will do that comes in cookie and header: it is about other sites. */
	private static final String TOKEN = "of-this-client";

	private final String name;

	private final Calls calls;

	private String id = "";

	private String session = "";

	Account(String name, Calls calls) {
		this.name = name;
		this.calls = calls;
	}

	void register(SoakNode node) {
		Answer answer = this.calls.make("register", this.name, node, () -> node.http().register(this.name), 201);
		this.id = answer.json().get("id").asString();
	}

	/**
	 * Log in; with a session its id is changed.
	 * @return whether it was admitted; to be told to wait (429) is an answer, since a
	 * node that is cut off has only its share of the limit
	 */
	boolean logIn(SoakNode node) {
		String[] headers = this.session.isEmpty() ? new String[0] : new String[] { "Cookie", this.session };
		Answer answer = this.calls.make("login", this.name, node, () -> node.http().login(this.name, headers), 200,
				429);
		if (answer.status() == 429) {
			return false;
		}
		this.session = answer.cookie();
		return true;
	}

	Answer get(String kind, SoakNode node, String path, int... expected) {
		return get(kind, node, this.session, path, expected);
	}

	Answer get(String kind, SoakNode node, String session, String path, int... expected) {
		return this.calls.make(kind, this.name, node, () -> node.http().get(path, "Cookie", session), expected);
	}

	/** A call that changes something. */
	Answer send(String kind, SoakNode node, String method, String path, String body, int... expected) {
		return this.calls.make(kind, this.name, node,
				() -> node.http()
					.send(method, path, body, "Content-Type", "application/json", "Cookie",
							this.session + "; XSRF-TOKEN=" + TOKEN, "X-XSRF-TOKEN", TOKEN),
				expected);
	}

	String name() {
		return this.name;
	}

	String id() {
		return this.id;
	}

	/** Empty if there is none. */
	String session() {
		return this.session;
	}

	void forgetSession() {
		this.session = "";
	}

}
