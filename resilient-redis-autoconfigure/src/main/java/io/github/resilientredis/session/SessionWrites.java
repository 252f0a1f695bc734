/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Map;

import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.JournalFullException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes sessions that were begun or changed: into the database, if there is one, then
 * into Redis or the journal. A session that has ended elsewhere meanwhile is not written,
 * and nobody is told, as what the request did is done. Stateless but for what it works
 * on.
 */
final class SessionWrites {

	private static final Log logger = LogFactory.getLog(ResilientSessionRepository.class);

	/** Who sets a last use further back than this means it. */
	private static final RedisOperation CREATE = RedisOperation.idempotent("session.create").writing();

	private static final RedisOperation LOOK = RedisOperation.idempotent("session.exists");

	private static final RedisOperation CHANGE = RedisOperation.idempotent("session.save").writing();

	private final SessionParts parts;

	private final SessionMemory memory;

	private final ChangeNumbers numbers;

	SessionWrites(SessionParts parts, ChangeNumbers numbers) {
		this.parts = parts;
		this.memory = parts.memory();
		this.numbers = numbers;
	}

	/**
	 * Write a new session.
	 * @param principal whose it is, {@code null} if unknown
	 */
	void create(StoredSession session, @Nullable String principal) {
		LocalCopy copy = new LocalCopy(session, Map.of(), this.memory.now(), this.memory.now());
		SessionDatabase database = this.parts.database();
		if (database != null) {
			database.create(session, principal);
		}
		try {
			this.parts.guard()
				.await(CREATE.onKey(this.parts.redis().key(session.id())),
						(redis) -> this.parts.redis().create(redis, session));
			this.memory.put(copy);
		}
		catch (RedisUnavailableException ex) {
			this.parts.refuseIfNothingElse(ex);
			this.memory.put(copy);
			keep(copy);
		}
	}

	/**
	 * Write what a request has changed.
	 * @param principal whose it is, {@code null} if unknown
	 * @return whether it is a session still, as far as is known
	 */
	boolean change(ResilientSession session, @Nullable String principal) {
		String id = session.getId();
		if (this.memory.isEnded(id)) {
			return false;
		}
		NumberedChange change = numbered(session, principal);
		SessionDatabase database = this.parts.database();
		boolean inDatabase = database != null && database.change(id, change.change(), principal);
		if (!this.parts.journal().isPending(id)) {
			try {
				WriteAnswer answer = this.parts.guard()
					.await(CHANGE.onKey(this.parts.redis().key(id)),
							(redis) -> this.parts.redis().change(redis, change));
				answered(answer, session, change);
				if (database != null) {
					reconcile(answer, inDatabase, session, change, database);
				}
				return answer == WriteAnswer.DONE || answer == WriteAnswer.MISSING && inDatabase;
			}
			catch (RedisUnavailableException ex) {
				this.parts.doubt().begin();
				this.parts.refuseIfNothingElse(ex);
			}
		}
		boolean lives = database == null || inDatabase;
		if (lives) {
			keep(this.memory.changed(change, () -> whole(session)));
		}
		return lives;
	}

	/**
	 * If it was used now, the last use is not before the number, so that whoever reads it
	 * within the same millisecond numbers higher. Now may be before the last use that was
	 * found: other nodes have other clocks, this one's may have been put back, and many
	 * changes run ahead of all of them.
	 */
	private NumberedChange numbered(ResilientSession session, @Nullable String principal) {
		long number = this.numbers.next(session.foundAccessedAt());
		SessionChange change = session.change();
		if (session.isTouched()
				&& (change.accessedAt() >= session.foundAccessedAt() - ChangeNumbers.CLOCKS_DIFFER.toMillis()
						|| this.numbers.isNow(change.accessedAt()))) {
			change = new SessionChange(Math.max(change.accessedAt(), ChangeNumbers.time(number)), change.maxInactive(),
					change.attributes());
		}
		return new NumberedChange(session.getId(), change, session.isIntervalChanged(), number,
				session.foundPrincipal(), principal);
	}

	/** That it was used, which a clock that was put back must not let be long ago. */
	SessionTouch touch(ResilientSession session) {
		SessionTouch touch = session.touch();
		if (touch.accessedAt() >= session.foundAccessedAt() || !this.numbers.isNow(touch.accessedAt())) {
			return touch;
		}
		return new SessionTouch(touch.id(), ChangeNumbers.time(this.numbers.next(session.foundAccessedAt())),
				touch.maxInactive());
	}

	private void answered(WriteAnswer answer, ResilientSession session, NumberedChange change) {
		if (answer == WriteAnswer.DONE) {
			this.memory.changed(change, () -> whole(session));
		}
		else {
			this.memory.replayed(session.getId(), answer);
		}
	}

	/** Redis and the database do not agree on whether there is such a session. */
	private void reconcile(WriteAnswer answer, boolean inDatabase, ResilientSession session, NumberedChange change,
			SessionDatabase database) {
		if (answer == WriteAnswer.DONE && !inDatabase) {
			// From before there was a database.
			database.create(session.stored(), change.principal());
			if (hasEnded(session.getId())) {
				database.end(session.getId());
			}
		}
		else if (answer == WriteAnswer.MISSING && inDatabase) {
			// Begun by a node that is cut off from Redis.
			StoredSession known = database.find(session.getId());
			if (known != null) {
				// With its number: that node may be the first to bring it to Redis.
				LocalCopy copy = new LocalCopy(known, Map.of(), this.memory.now(), this.memory.now())
					.changed(change.change(), change.number(), this.memory.now());
				this.memory.put(copy);
				keep(copy);
			}
		}
		else if (answer == WriteAnswer.ENDED && inDatabase) {
			database.end(session.getId());
		}
	}

	/** Whoever ended it meanwhile was in the database before this. */
	private boolean hasEnded(String id) {
		try {
			return !this.parts.guard()
				.<Boolean>await(LOOK.onKey(this.parts.redis().key(id)),
						(redis) -> this.parts.redis().exists(redis, id));
		}
		catch (RedisUnavailableException ex) {
			return this.memory.isEnded(id);
		}
	}

	/**
	 * As the request found it, and has it now; of use only where nothing else is known.
	 */
	private LocalCopy whole(ResilientSession session) {
		return new LocalCopy(session.stored(), Map.of(), session.foundAccessedAt(), 0);
	}

	/**
	 * Into the journal, as this node has it now, even if that changes meanwhile. Once it
	 * is there it is not forgotten; if it was forgotten before, it is remembered again.
	 */
	private void keep(LocalCopy changed) {
		this.parts.behind();
		LocalCopy copy = changed;
		LocalCopy kept = null;
		try {
			while (copy != null && copy != kept) {
				this.parts.journal().changed(copy);
				kept = copy;
				copy = this.memory.kept(copy);
			}
		}
		catch (JournalFullException ex) {
			if (this.parts.database() == null) {
				throw ex;
			}
			logger.debug("The journal is full, a session is in the database only");
		}
	}

}
