/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions and gives them other ids, so that nothing brings the old id back: on this
 * node at once; in Redis by a tombstone, or if Redis misses it, by a record that is on
 * the disk before this returns; in the database at once. Stateless but for what it works
 * on.
 */
final class SessionEnds {

	private static final RedisOperation END = RedisOperation.idempotent("session.end").writing();

	private static final RedisOperation REMOVE = RedisOperation.idempotent("session.remove").removing();

	private static final RedisOperation TELL = RedisOperation.idempotent("session.publish").onAnyMaster();

	/** Not repeated: a second claim would find what the first one left. */
	private static final RedisOperation ROTATE = RedisOperation.once("session.rotate").writing();

	private final SessionParts parts;

	private final SessionMemory memory;

	private final ChangeNumbers numbers;

	private final UnknownEnds unknown;

	SessionEnds(SessionParts parts, ChangeNumbers numbers) {
		this.parts = parts;
		this.memory = parts.memory();
		this.numbers = numbers;
		this.unknown = new UnknownEnds();
	}

	/** End whatever session a client may mean. */
	void endRequested(String id) {
		if (SessionKeys.isValid(id) && (this.memory.find(id) != null || this.unknown.isPermitted())) {
			end(id);
		}
	}

	/** End a session. */
	void end(String id) {
		LocalCopy known = this.memory.find(id);
		if (!SessionKeys.isValid(id) || !this.memory.end(id, known)) {
			return;
		}
		try {
			endInRedis(Ending.of(id, false, known, this.memory));
			if (this.parts.database() != null) {
				this.parts.database().end(id);
			}
		}
		catch (RuntimeException ex) {
			this.memory.notEnded(id, null);
			throw ex;
		}
	}

	private void endInRedis(Ending ending) {
		String id = ending.id();
		try {
			this.parts.guard()
				.await(END.onKey(this.parts.redis().key(id)), (redis) -> this.parts.redis().end(redis, ending));
		}
		catch (RedisUnavailableException ex) {
			this.parts.doubt().begin();
			this.parts.journal().ended(id);
			tellAnyway(id);
		}
	}

	/**
	 * Where only writes are refused, or only its master is away, it can be removed, or
	 * the other nodes be told.
	 */
	private void tellAnyway(String id) {
		GuardState state = this.parts.guard().getState(this.parts.redis().key(id));
		if (this.parts.guard().getState().isReadable() && state != GuardState.AVAILABLE) {
			this.parts.guard()
				.submit(REMOVE.onKey(this.parts.redis().key(id)), (redis) -> this.parts.redis().remove(redis, id));
			this.parts.guard()
				.submit(TELL,
						(redis) -> this.parts.channel()
							.publish(redis, SessionMessage.TOPIC, SessionMessage.ended(id, false))
							.thenApply((told) -> true));
		}
	}

	/**
	 * Give a session the id that it has now. Of several requests that do this at once one
	 * wins; what the others have is no longer a session.
	 * @param principal whose it is, {@code null} if unknown
	 * @return whether it is a session, as far as is known
	 */
	boolean rotate(ResilientSession session, @Nullable String principal) {
		String old = session.savedId();
		SessionChange change = session.change();
		LocalCopy known = this.memory.find(old);
		boolean pending = this.parts.journal().isPending(old);
		if (!this.memory.end(old, known)) {
			return false;
		}
		try {
			return rotate(session, change, principal, known, pending);
		}
		catch (RuntimeException ex) {
			this.memory.notEnded(old, known);
			throw ex;
		}
	}

	private boolean rotate(ResilientSession session, SessionChange change, @Nullable String principal,
			@Nullable LocalCopy known, boolean pending) {
		String old = session.savedId();
		SessionDatabase database = this.parts.database();
		boolean inDatabase = database != null && database.rotate(old, session.getId(), change, principal);
		if (!pending) {
			try {
				// What another node changed and Redis does not have yet must come along.
				StoredSession better = (database != null && inDatabase && this.parts.doubt().isIn())
						? database.find(session.getId()) : null;
				Moved moved = rotateInRedis(session, change, Ending.of(old, true, known, this.memory), better);
				return moved(moved, inDatabase, session, principal);
			}
			catch (RedisUnavailableException ex) {
				this.parts.doubt().begin();
			}
		}
		if (database == null || inDatabase) {
			LocalCopy copy = (known != null) ? known : whole(session);
			keep(old, (database != null) ? upToDate(copy, session.getId(), database) : copy, session, change);
			return true;
		}
		// Redis may have it still.
		this.parts.journal().ended(old);
		return false;
	}

	private Moved rotateInRedis(ResilientSession session, SessionChange change, Ending old,
			@Nullable StoredSession better) {
		RedisSessions redis = this.parts.redis();
		return this.parts.guard()
			.<Moved>await(ROTATE.onKey(redis.key(old.id())),
					(commands) -> redis.claim(commands, old).thenCompose((fields) -> {
						if (fields.size() == 1) {
							return CompletableFuture.completedFuture(new Moved(WriteAnswer.ENDED, null));
						}
						List<byte[]> others = SessionFormat.others(fields);
						if (better != null) {
							return create(commands, better, others);
						}
						return fields.isEmpty()
								? CompletableFuture.completedFuture(new Moved(WriteAnswer.MISSING, null))
								: create(commands, changed(fields, session, change), others);
					}));
	}

	private CompletableFuture<Moved> create(RedisClusterAsyncCommands<byte[], byte[]> commands, StoredSession session,
			List<byte[]> others) {
		return this.parts.redis()
			.create(commands, session, others)
			.thenApply((answer) -> new Moved(answer, (answer == WriteAnswer.DONE) ? session : null));
	}

	private StoredSession changed(List<Object> fields, ResilientSession session, SessionChange change) {
		StoredSession now = this.parts.format().read(session.savedId(), fields);
		return new LocalCopy(now, Map.of(), 0, 0).changed(change, 1, 0).renamed(session.getId(), 0).session();
	}

	private boolean moved(Moved moved, boolean inDatabase, ResilientSession session, @Nullable String principal) {
		SessionDatabase database = this.parts.database();
		StoredSession now = moved.session();
		if (now != null) {
			this.memory.put(new LocalCopy(now, Map.of(), this.memory.now(), this.memory.now()));
			if (database != null) {
				if (!inDatabase) {
					// From before there was a database.
					database.create(now, principal);
				}
				// Whoever found it in Redis only, a moment ago, may have put it there.
				database.end(session.savedId());
			}
			return true;
		}
		if (database == null || !inDatabase) {
			return false;
		}
		if (moved.answer() == WriteAnswer.ENDED) {
			// Who ended it, or gave it another id, was first in Redis.
			database.end(session.getId());
			return false;
		}
		return beganElsewhere(session.savedId(), session.getId(), database);
	}

	/** Unknown to Redis: it was begun by a node that is cut off, or has expired there. */
	private boolean beganElsewhere(String oldId, String newId, SessionDatabase database) {
		StoredSession known = database.find(newId);
		if (known == null) {
			return false;
		}
		LocalCopy copy = new LocalCopy(known, Map.of(), this.memory.now(), this.memory.now());
		this.memory.put(copy);
		this.parts.journal().renamed(oldId, copy);
		return true;
	}

	/**
	 * What another node has changed, whose record ends with the old id, must come along.
	 */
	private static LocalCopy upToDate(LocalCopy copy, String id, SessionDatabase database) {
		StoredSession known = database.find(id);
		return (known != null) ? copy.confirmed(known, copy.confirmedAt()) : copy;
	}

	private void keep(String old, LocalCopy known, ResilientSession session, SessionChange change) {
		long number = this.numbers.next(session.foundAccessedAt());
		LocalCopy copy = known.changed(change, number, this.memory.now()).renamed(session.getId(), this.memory.now());
		this.parts.journal().renamed(old, copy);
		this.memory.put(copy);
		this.parts.behind();
	}

	private LocalCopy whole(ResilientSession session) {
		return new LocalCopy(session.stored(), Map.of(), session.foundAccessedAt(), 0);
	}

	/**
	 * What became of a rotation in Redis.
	 *
	 * @param answer whether it is done
	 * @param session the session under its new id, if so; {@code null} otherwise
	 */
	private record Moved(WriteAnswer answer, @Nullable StoredSession session) {

	}

}
