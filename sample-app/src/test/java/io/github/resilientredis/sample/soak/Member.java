/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * Somebody with a session, a plan and chats, who logs in and out. Uses one node until all
 * is settled and then maybe the other: what one node acknowledges during a fault, the
 * other cannot know before that one has recovered. For one thread at a time.
 */
final class Member implements Client {

	private static final List<String> PLANS = List.of("free", "plus", "premium");

	private final Account account;

	private final List<SoakNode> nodes;

	private final History history;

	private final Random random;

	private final Chats chats;

	private final Dead sessions;

	private SoakNode home;

	private String plan = "free";

	private boolean beginAnew;

	Member(Account account, List<SoakNode> nodes, History history, Duration sessionLife, long seed) {
		this.account = account;
		this.nodes = nodes;
		this.history = history;
		this.random = new Random(seed);
		this.chats = new Chats(account, history);
		this.sessions = new Dead(sessionLife, history);
		this.home = nodes.get(this.random.nextInt(nodes.size()));
	}

	@Override
	public void act() {
		if (this.account.session().isEmpty()) {
			this.account.logIn(this.home);
		}
		else if (this.beginAnew || this.chats.size() >= Chats.MOST) {
			this.chats.clear(this.home);
			this.beginAnew = false;
		}
		else {
			act(this.random.nextInt(1000));
		}
	}

	private void act(int dice) {
		if (dice < 400) {
			lives(this.home);
		}
		else if (dice < 600) {
			this.chats.save(this.home);
		}
		else if (dice < 750) {
			this.chats.readWhereWritten(this.home);
		}
		else if (dice < 880) {
			hasPlan(this.home);
		}
		else if (dice < 950) {
			changePlan();
		}
		else if (dice < 965) {
			rotate();
		}
		else if (dice < 985) {
			logOut();
		}
		else {
			this.sessions.ids().forEach((id) -> isDead(this.home, id));
		}
	}

	private void lives(SoakNode node) {
		Answer answer = this.account.get("session read", node, "/api/me", 200);
		if (!answer.json().get("id").asString().equals(this.account.id())) {
			this.history.violated("another one's session", this.account.name(), answer.body());
		}
	}

	private void hasPlan(SoakNode node) {
		Answer answer = this.account.get("dashboard", node, "/api/dashboard?userId=" + this.account.id(), 200);
		String found = answer.json().at("/profile/plan").asString();
		if (!found.equals(this.plan)) {
			this.history.violated("acknowledged write lost", this.account.name(),
					"plan " + this.plan + " at " + node + ", it is " + found);
		}
	}

	private void changePlan() {
		String next = PLANS.get((PLANS.indexOf(this.plan) + 1) % PLANS.size());
		this.account.send("plan change", this.home, "PUT", "/api/statistics/plan", """
				{"userId": "%s", "plan": "%s"}""".formatted(this.account.id(), next), 200);
		this.plan = next;
	}

	private void rotate() {
		String old = this.account.session();
		if (this.account.logIn(this.home)) {
			ended(old);
		}
	}

	private void logOut() {
		String old = this.account.session();
		this.account.send("logout", this.home, "POST", "/api/logout", "", 204);
		this.account.forgetSession();
		ended(old);
	}

	/** On the node that ended it, it is dead at once. */
	private void ended(String id) {
		if (id.equals(this.account.session())) {
			this.history.violated("session id not changed", this.account.name(), "by the login");
			return;
		}
		this.sessions.add(id);
		isDead(this.home, id);
	}

	private void isDead(SoakNode node, String id) {
		this.account.get("dead session", node, id, "/api/me", 401);
	}

	@Override
	public void settled() {
		this.nodes.forEach((node) -> this.sessions.ids().forEach((id) -> isDead(node, id)));
		this.beginAnew |= this.chats.isDoubtful();
		if (!this.account.session().isEmpty()) {
			for (SoakNode node : this.nodes) {
				lives(node);
				hasPlan(node);
				this.chats.readAnywhere(node);
			}
			// Which has seen it all now, and knows it also if Redis fails at once.
			this.home = this.nodes.get(this.random.nextInt(this.nodes.size()));
		}
	}

	@Override
	public String toString() {
		return this.account.name();
	}

}
