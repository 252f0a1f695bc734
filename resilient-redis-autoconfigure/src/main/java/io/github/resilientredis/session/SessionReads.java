/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;

import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions: in Redis, on the master, while it is there; what Redis misses, in
 * memory; while Redis is away, and for a while afterwards, in the database if there is
 * one, else in memory. A session that cannot be read has ended. Stateless but for what it
 * works on.
 */
final class SessionReads {

	private static final Log logger = LogFactory.getLog(ResilientSessionRepository.class);

	private static final RedisOperation FIND = RedisOperation.idempotent("session.find");

	private final SessionParts parts;

	private final SessionMemory memory;

	SessionReads(SessionParts parts) {
		this.parts = parts;
		this.memory = parts.memory();
	}

	/**
	 * Find a session.
	 * @param id what a client presents
	 * @return the session, with removed attributes as empty ones
	 * @throws UnreadableSessionException if it is there and cannot be read
	 * @throws SessionUnavailableException if Redis is away and nothing takes its place
	 */
	@Nullable StoredSession find(String id) {
		if (!SessionKeys.isValid(id) || this.memory.isEnded(id)) {
			return null;
		}
		SessionDatabase database = this.parts.database();
		if (database != null && this.parts.doubt().isIn()) {
			return inDatabase(id, database);
		}
		return inRedis(id);
	}

	private @Nullable StoredSession inRedis(String id) {
		LocalCopy before = this.memory.live(id);
		if (before != null && this.parts.journal().isPending(id)) {
			return before.session();
		}
		long start = System.nanoTime();
		try {
			List<Object> fields = this.parts.guard()
				.await(FIND.onKey(this.parts.redis().key(id)), (redis) -> this.parts.redis().read(redis, id));
			this.parts.doubt().answered(System.nanoTime() - start);
			return found(id, before, fields);
		}
		catch (RedisUnavailableException ex) {
			this.parts.doubt().begin();
			return instead(id, before, ex);
		}
	}

	private @Nullable StoredSession found(String id, @Nullable LocalCopy before, List<Object> fields) {
		if (fields.isEmpty()) {
			this.memory.missing(id, before);
			return null;
		}
		StoredSession session = read(id, fields);
		if (session.isExpired(this.memory.now())) {
			this.memory.missing(id, before);
			return null;
		}
		return this.memory.found(session, before) ? session : null;
	}

	private StoredSession read(String id, List<Object> fields) {
		try {
			return this.parts.format().read(id, fields);
		}
		catch (RuntimeException | LinkageError ex) {
			throw new UnreadableSessionException(ex);
		}
	}

	private @Nullable StoredSession instead(String id, @Nullable LocalCopy known, RedisUnavailableException cause) {
		if (this.parts.database() != null) {
			return inDatabase(id, this.parts.database());
		}
		this.parts.refuseIfNothingElse(cause);
		return (known != null && !this.memory.isEnded(id)) ? known.session() : null;
	}

	private @Nullable StoredSession inDatabase(String id, SessionDatabase database) {
		LocalCopy before = this.memory.live(id);
		StoredSession session = database.find(id);
		if (session == null) {
			this.memory.missing(id, before);
			return null;
		}
		return this.memory.found(session, before) ? session : null;
	}

	/** It has ended; said once, as it is not found any more. */
	static void unreadable(Throwable cause) {
		logger.warn("A session has ended because it cannot be read: " + cause.getClass().getName()
				+ ". Most likely a class of an attribute has changed, or the serializer refuses it");
	}

}
