/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayTarget;
import org.jspecify.annotations.Nullable;

/**
 * Brings what the journal kept into Redis. Each replay has the same effect done twice: an
 * end ends, and a session is written field by field where this node's change is newer,
 * all of it if it is missing and has not ended, nothing if it has.
 */
final class SessionReplays {

	/** What a server that was not told to save may have lost. */
	private static final Duration RECENT = Duration.ofMinutes(1);

	private final SessionParts parts;

	private final SessionMemory memory;

	private final SessionUpkeep upkeep;

	SessionReplays(SessionParts parts, SessionUpkeep upkeep) {
		this.parts = parts;
		this.memory = parts.memory();
		this.upkeep = upkeep;
	}

	void registerWith(Journal journal) {
		journal.register(new Ends());
		journal.register(new Writes());
		journal.register(new Touched());
		journal.register(new Restores());
	}

	private byte[] keyOf(JournalRecord record) {
		return this.parts.redis().key(SessionKeys.id(record.key()));
	}

	private CompletableFuture<@Nullable Void> send(ReplayTarget redis, LocalCopy copy, boolean whole) {
		return redis
			.<WriteAnswer>send(this.parts.redis().key(copy.session().id()),
					(commands) -> this.parts.redis().replay(commands, copy, whole))
			.thenAccept((answer) -> this.memory.replayed(copy.session().id(), answer));
	}

	private CompletableFuture<@Nullable Void> end(ReplayTarget redis, String id, @Nullable LocalCopy renamed) {
		Ending ending = Ending.of(id, renamed != null, renamed, this.memory);
		return redis.<@Nullable Void>send((commands) -> this.parts.redis().end(commands, ending));
	}

	/** Sessions that have ended or have another id. */
	private final class Ends implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return SessionJournal.ENDS;
		}

		@Override
		public byte[] keyOf(JournalRecord record) {
			return SessionReplays.this.keyOf(record);
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			LocalCopy renamed = SessionRecord.copy(record.payload());
			String id = SessionKeys.id(record.key());
			// A node that could not know found it in Redis, and may have put it there.
			CompletableFuture<@Nullable Void> ended = end(redis, id, renamed)
				.thenAccept((done) -> SessionReplays.this.upkeep.endInDatabase(id));
			return (renamed != null) ? ended.thenCompose((done) -> send(redis, renamed, true)) : ended;
		}

	}

	/** Sessions that were begun or changed. */
	private final class Writes implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return SessionJournal.WRITES;
		}

		@Override
		public byte[] keyOf(JournalRecord record) {
			return SessionReplays.this.keyOf(record);
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			LocalCopy copy = SessionRecord.copy(record.payload());
			if (copy == null) {
				return CompletableFuture.completedFuture(null);
			}
			return send(redis, copy, SessionReplays.this.memory.mayBePutBack(copy));
		}

		/** {@link Restores} sees to it. */
		@Override
		public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		}

		@Override
		public void reading(RedisData data) {
			SessionReplays.this.parts.doubt().begin();
		}

	}

	/** Sessions that were used. */
	private final class Touched implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return SessionJournal.TOUCHES;
		}

		@Override
		public byte[] keyOf(JournalRecord record) {
			return SessionReplays.this.keyOf(record);
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			SessionTouch touch = SessionJournal.touch(record.key(), record.payload());
			return redis.<WriteAnswer>send((commands) -> SessionReplays.this.parts.redis().touch(commands, touch))
				.thenCompose((answer) -> (answer == WriteAnswer.MISSING) ? putBack(redis, touch.id())
						: CompletableFuture.completedFuture(null));
		}

		/** It would not have expired there, had Redis known of its use. */
		private CompletableFuture<@Nullable Void> putBack(ReplayTarget redis, String id) {
			LocalCopy copy = SessionReplays.this.memory.live(id);
			return (copy != null && SessionReplays.this.memory.mayBePutBack(copy)) ? send(redis, copy, true)
					: CompletableFuture.completedFuture(null);
		}

		/** {@link Restores} sees to it. */
		@Override
		public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		}

	}

	/**
	 * All that this node knows, in a Redis that lost data. With its data kept, but for
	 * the last moments before a restart, a session that is missing has ended.
	 */
	private final class Restores implements ReplayHandler {

		private static final byte[] ALIVE = { 1 };

		private static final byte[] DEAD = { 0 };

		@Override
		public JournalFeature feature() {
			return SessionJournal.RESTORES;
		}

		@Override
		public byte[] keyOf(JournalRecord record) {
			return SessionReplays.this.keyOf(record);
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			String id = SessionKeys.id(record.key());
			SessionMemory known = SessionReplays.this.memory;
			if (known.isEnded(id)) {
				return end(redis, id, null);
			}
			LocalCopy copy = known.live(id);
			if (copy == null) {
				return CompletableFuture.completedFuture(null);
			}
			boolean lost = data != RedisData.KEPT || known.now() - copy.writtenAt() < RECENT.toMillis();
			return send(redis, copy, lost && known.mayBePutBack(copy));
		}

		@Override
		public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
			SessionMemory known = SessionReplays.this.memory;
			known.allDead()
				.stream()
				.filter((id) -> !known.isPending(id))
				.forEach((id) -> journal.append(SessionJournal.RESTORES, SessionKeys.name(id), DEAD));
			known.allLiving()
				.forEach((copy) -> journal.append(SessionJournal.RESTORES, SessionKeys.name(copy.session().id()),
						ALIVE));
			SessionReplays.this.upkeep.refill();
		}

	}

}
