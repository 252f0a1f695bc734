/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * The chats of one member: messages that were acknowledged since they were last cleared.
 * Messages are numbered. The node that took them knows them at once and in every state;
 * others may have to ask Redis, which may have lost its data: the messages are the
 * application's own, and nobody promises to put back what Redis had already taken. For
 * one thread at a time.
 */
final class Chats {

	/** Less than the application shows at once. */
	static final int MOST = 60;

	private final Account account;

	private final History history;

	private final List<Message> acknowledged = new ArrayList<>();

	private int written;

	/** All up to this number are cleared. */
	private int cleared;

	private long clearInvoked;

	private long clearResponded;

	Chats(Account account, History history) {
		this.account = account;
		this.history = history;
	}

	void save(SoakNode node) {
		int number = ++this.written;
		long invoked = this.history.now();
		this.account.send("chat save", node, "POST", "/api/chat/save", """
				{"userId": "%s", "conversationId": "c%d", "message": "%d", "mood": %d}""".formatted(this.account.id(),
				number % 3, number, 1 + number % 10), 200);
		this.acknowledged.add(new Message(number, invoked, this.history.now()));
	}

	void clear(SoakNode node) {
		long invoked = this.history.now();
		this.account.send("chat clear", node, "DELETE", "/api/statistics?userId=" + this.account.id(), "", 204);
		this.clearInvoked = invoked;
		this.clearResponded = this.history.now();
		this.cleared = this.written;
		this.acknowledged.clear();
	}

	int size() {
		return this.acknowledged.size();
	}

	/** Whether Redis may have lost something of it: begin anew where it matters. */
	boolean isDoubtful() {
		return isClearDoubtful() || this.acknowledged.stream().anyMatch(this::isDoubtful);
	}

	private boolean isDoubtful(Message message) {
		return this.history.mayBeLost(message.invoked, message.responded);
	}

	private boolean isClearDoubtful() {
		return this.history.mayBeLost(this.clearInvoked, this.clearResponded);
	}

	/** The node that took all of it is asked. */
	void readWhereWritten(SoakNode node) {
		check(node, true);
	}

	/** Any node is asked, with everything well. */
	void readAnywhere(SoakNode node) {
		check(node, false);
	}

	private void check(SoakNode node, boolean strictly) {
		Answer answer = this.account.get("chat read", node, "/api/chat?userId=" + this.account.id(), 200);
		Set<Integer> found = new TreeSet<>();
		answer.json().get("messages").forEach((message) -> found.add(message.get("message").asInt()));
		for (Message message : this.acknowledged) {
			if (!found.contains(message.number) && (strictly || !isDoubtful(message))) {
				this.history.violated("acknowledged write lost", this.account.name(),
						"message " + message.number + " at " + node + ", there are " + found);
			}
		}
		found.removeIf((number) -> number > this.cleared);
		if (!found.isEmpty() && (strictly || !isClearDoubtful())) {
			this.history.violated("cleared chats are back", this.account.name(), found + " at " + node);
		}
	}

	private record Message(int number, long invoked, long responded) {
	}

}
