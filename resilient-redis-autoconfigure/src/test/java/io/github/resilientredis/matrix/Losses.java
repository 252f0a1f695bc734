/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.resilientredis.matrix.MatrixNode.Answer;

/**
 * Compares what was accepted with what is in Redis and with what the application says,
 * after everything has come to rest.
 */
final class Losses {

	private final MatrixNode node;

	private final Witness witness;

	private final Map<String, Integer> found = new TreeMap<>();

	private Losses(MatrixNode node, Witness witness) {
		this.node = node;
		this.witness = witness;
	}

	/** Returns how many of what are lost; what is not lost is not in it. */
	static Map<String, Integer> of(Ledger ledger, MatrixNode node, Witness witness) {
		Losses losses = new Losses(node, witness);
		losses.compare(ledger);
		return losses.found;
	}

	private void compare(Ledger ledger) {
		count("sessions", ledger.sessions, (id) -> !this.witness.hasSession(id) || !isSignedIn(id));
		count("changes of sessions", ledger.numbers.keySet(),
				(id) -> this.witness.number(id) < ledger.numbers.getOrDefault(id, 0));
		count("logouts", ledger.ended, (id) -> this.witness.hasSession(id) || isSignedIn(id));
		count("evictions", ledger.versions.keySet(), (item) -> isOld(item, ledger.versions.getOrDefault(item, 0)));
		count("users", ledger.users, (email) -> !this.witness.hasUser(email) || !isTrue("/users?email=" + email));
		count("revocations", ledger.revoked,
				(token) -> !this.witness.hasRevocation(token) || !isTrue("/revoked/" + token));
		count("used-up limits", ledger.usedUp, (key) -> isTrue("/limits/" + Ledger.USED_UP + "?key=" + key));
	}

	/** What another node ended while this one was cut off. */
	static int back(Collection<String> sessions, MatrixNode node) {
		return (int) sessions.stream().filter((id) -> node.ask("GET", "/session", id).isOk()).count();
	}

	private <T> void count(String what, Collection<T> all, Predicate<T> isLost) {
		int lost = (int) all.stream().filter(isLost).count();
		if (lost > 0) {
			this.found.put(what, lost);
		}
	}

	private boolean isSignedIn(String id) {
		return this.node.ask("GET", "/session", id).isOk();
	}

	private boolean isOld(int item, int accepted) {
		Integer stored = this.witness.version(item);
		if (stored != null && stored < accepted) {
			return true;
		}
		Answer answer = this.node.get("/items/" + item);
		return answer.isOk() && Catalog.version(answer.body()) < accepted;
	}

	private boolean isTrue(String path) {
		return this.node.get(path).body().equals("true");
	}

}
