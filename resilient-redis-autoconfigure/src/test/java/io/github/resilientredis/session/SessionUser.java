/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Someone who uses the application, does one thing after the other, and knows what there
 * has to be. With several nodes, each request goes to the next. For one thread at a time.
 */
final class SessionUser {

	private static final int NAMES = 4;

	private final int number;

	private final List<SessionPages> nodes;

	private final SessionRun run;

	private final Random random;

	private final Map<String, String> attributes = new TreeMap<>();

	/** Empty before a login. */
	private String id = "";

	private int requests;

	private int values;

	private String past = "";

	SessionUser(int number, List<SessionPages> nodes, SessionRun run, long seed) {
		this.number = number;
		this.nodes = nodes;
		this.run = run;
		this.random = new Random(seed + number);
	}

	/** Empty if there is none. */
	String id() {
		return this.id;
	}

	/** What the session holds; not to be changed. */
	Map<String, String> attributes() {
		return this.attributes;
	}

	/** Do something. */
	void act() {
		int dice = this.random.nextInt(100);
		if (this.id.isEmpty()) {
			became(ask("login", (node) -> node.login("")), false);
		}
		else if (dice < 42) {
			put();
		}
		else if (dice < 80) {
			seen(ask("get", (node) -> node.get(this.id)));
		}
		else if (dice < 90) {
			became(ask("rotate", (node) -> node.rotate(this.id)), true);
		}
		else if (dice < 93) {
			became(ask("login", (node) -> node.login(this.id)), true);
		}
		else if (seen(ask("logout", (node) -> node.logout(this.id)))) {
			this.run.dead(this.id, "logged out: " + this);
			forget();
		}
	}

	private void put() {
		// Repeated names, and now and then one of its own.
		String name = (this.random.nextInt(10) > 0) ? "n" + this.random.nextInt(NAMES) : "m" + this.values;
		String value = (this.random.nextInt(10) > 0) ? this.number + "-" + this.values++ : "";
		SessionAnswer answer = ask("put " + name + "=" + value, (node) -> node.put(this.id, name, value));
		if (value.isEmpty()) {
			this.attributes.remove(name);
		}
		else {
			this.attributes.put(name, value);
		}
		seen(answer);
	}

	/** Got a session, or another id. */
	private void became(SessionAnswer answer, boolean known) {
		String old = this.id;
		if (seen(answer)) {
			if (known && !old.equals(answer.id())) {
				this.run.dead(old, "rotated: " + this);
			}
			this.id = answer.id();
		}
	}

	private boolean seen(SessionAnswer answer) {
		if (answer.status() != 200) {
			this.run.violated("failed", this + ": " + answer.status() + " " + answer.body());
			forget();
			return false;
		}
		if (answer.isGone()) {
			this.run.violated("logged out", toString());
			forget();
			return false;
		}
		if (!answer.attributes().equals(this.attributes)) {
			this.run.violated("own write unseen", this + ": " + answer.attributes() + " instead of " + this.attributes);
		}
		return true;
	}

	private SessionAnswer ask(String what, Function<SessionPages, SessionAnswer> request) {
		SessionPages node = this.nodes.get(this.requests++ % this.nodes.size());
		String before = this.past.substring(Math.max(0, this.past.length() - 160));
		SessionAnswer answer = this.run.timed(() -> request.apply(node));
		this.past = before + ", " + what + " at " + node + " " + this.run.at();
		return answer;
	}

	private void forget() {
		this.id = "";
		this.attributes.clear();
	}

	@Override
	public String toString() {
		return "user " + this.number + " after" + this.past;
	}

}
