/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Clock;
import java.util.UUID;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.DurableWrites;
import io.github.resilientredis.journal.WriteOutcome;
import io.github.resilientredis.sample.store.LocalCopies;
import io.github.resilientredis.sample.store.Stamps;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;

/**
 * Chats: in Redis, and as far as this node has seen or written them, in its memory. What
 * Redis cannot take now waits in the journal, and its author sees it at once.
 */
@Service
class Companion {

	private static final long MAX_LOCAL_CHARACTERS = 16_000_000;

	private final RedisGuard guard;

	private final ChatReads reads;

	private final DurableWrites writes;

	private final JsonMapper json;

	private final Stamps stamps;

	private final LocalCopies<ChatHistory> local = new LocalCopies<>(MAX_LOCAL_CHARACTERS, ChatHistory::size,
			ChatHistory::merge);

	Companion(RedisGuard guard, ChatReads reads, DurableWrites writes, JsonMapper json, Clock clock) {
		this.guard = guard;
		this.reads = reads;
		this.writes = writes;
		this.json = json;
		this.stamps = new Stamps(clock);
	}

	/**
	 * Save a message.
	 * @param user whose
	 * @param conversationId in which conversation
	 * @param text what
	 * @param mood from 1 to 10
	 * @return what became of it
	 * @throws io.github.resilientredis.journal.JournalFullException if it could not be
	 * kept
	 */
	WriteOutcome save(String user, String conversationId, String text, int mood) {
		return write(user, ChatChange
			.saved(new ChatMessage(UUID.randomUUID().toString(), conversationId, text, mood, this.stamps.next())));
	}

	/**
	 * Delete all chats.
	 * @param user whose
	 * @return what became of it
	 * @throws io.github.resilientredis.journal.JournalFullException if it could not be
	 * kept
	 */
	WriteOutcome clear(String user) {
		return write(user, ChatChange.cleared(this.stamps.next()));
	}

	private WriteOutcome write(String user, ChatChange change) {
		WriteOutcome outcome = this.writes.submit(ChatWrites.TYPE, ChatKeys.bytes(user),
				this.json.writeValueAsBytes(change));
		// Not before: nobody is to be shown what was refused.
		this.local.add(user, change.history());
		return outcome;
	}

	/**
	 * What is known of a user's chats.
	 * @param user whose
	 * @return without messages that only Redis has
	 */
	Known history(String user) {
		return known(user, this.reads::history);
	}

	/**
	 * What is known of a user's chats.
	 * @param user whose
	 * @return with the newest messages
	 */
	Known historyWithMessages(String user) {
		return known(user, this.reads::historyWithMessages);
	}

	private Known known(String user, Read read) {
		try {
			ChatHistory known = this.local.add(user, read.of(user));
			return new Known(known, this.guard.getState() == GuardState.AVAILABLE);
		}
		catch (RedisUnavailableException ex) {
			return new Known(this.local.find(user).orElse(ChatHistory.NOTHING), false);
		}
	}

	/**
	 * An answer.
	 *
	 * @param history what is known
	 * @param redisHealthy whether Redis has answered and takes writes
	 */
	record Known(ChatHistory history, boolean redisHealthy) {

	}

	private interface Read {

		ChatHistory of(String user);

	}

}
