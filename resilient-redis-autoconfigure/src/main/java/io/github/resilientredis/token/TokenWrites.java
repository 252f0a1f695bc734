/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.ReplayPhase;

/**
 * Makes a revocation hold: in memory at once, then in Redis, and where Redis is away or
 * does not answer, in the journal, forced. Thread-safe. The lock is held while a record
 * is made of what memory has and left in the journal, so that of two records for one name
 * the higher score is the last.
 */
final class TokenWrites {

	static final JournalFeature REVOCATIONS = new JournalFeature("token", ReplayPhase.ENDS, true, true,
			JournalShare.RESERVED);

	private static final RedisOperation WRITE = RedisOperation.idempotent("tokens.revoke").writing();

	private static final RedisOperation PUBLISH = RedisOperation.once("tokens.publish").onAnyMaster();

	private final RedisGuard guard;

	private final Journal journal;

	private final TokenRedis redis;

	private final TokenReplica replica;

	private final ReentrantLock recording = new ReentrantLock();

	TokenWrites(RedisGuard guard, Journal journal, TokenRedis redis, TokenReplica replica) {
		this.guard = guard;
		this.journal = journal;
		this.redis = redis;
		this.replica = replica;
	}

	/** What an earlier process left in the journal; before anything is replayed. */
	void remember() {
		this.journal.drop(REVOCATIONS, (record) -> {
			Revocation revocation = Revocation.of(record);
			if (revocation != null) {
				this.replica.set(revocation.kind()).keep(revocation.name(), revocation.score());
			}
			return false;
		});
	}

	/**
	 * Revoke.
	 * @throws JournalFullException if Redis is away and there is no room to keep it
	 */
	void revoke(Revocation revocation) {
		RevocationSet set = this.replica.set(revocation.kind());
		if (this.guard.getState() == GuardState.LOCAL_ONLY) {
			if (!set.learn(revocation.name(), revocation.score())) {
				throw new IllegalStateException("There is no room in memory for more revoked tokens: raise"
						+ " 'resilient-redis.tokens.max-local'");
			}
			return;
		}
		set.keep(revocation.name(), revocation.score());
		if (this.journal.isPending(REVOCATIONS, revocation.journalKey()) || !send(set, revocation)) {
			keep(set, revocation);
		}
	}

	private boolean send(RevocationSet set, Revocation revocation) {
		try {
			boolean told = this.guard.await(WRITE.onKey(set.redisKey()),
					(commands) -> this.redis.write(commands, set, List.of(revocation)));
			if (told) {
				settled(revocation);
			}
			return told;
		}
		catch (RedisUnavailableException ex) {
			return false;
		}
	}

	private void keep(RevocationSet set, Revocation revocation) {
		CompletableFuture<?> kept;
		this.recording.lock();
		try {
			Long known = set.score(revocation.name());
			long score = (known != null) ? Math.max(known, revocation.score()) : revocation.score();
			Revocation latest = new Revocation(revocation.kind(), revocation.name(), score);
			kept = this.journal.append(REVOCATIONS, latest.journalKey(), latest.journalPayload());
		}
		catch (JournalFullException ex) {
			makeRoom(set, revocation);
			throw ex;
		}
		finally {
			this.recording.unlock();
		}
		publishAnyway(set, revocation);
		kept.join();
	}

	/** Where only writes are refused, or one master is away, the others can be told. */
	private void publishAnyway(RevocationSet set, Revocation revocation) {
		boolean some = this.guard.getState().isReadable();
		if (some && this.guard.getState(set.redisKey()) != GuardState.AVAILABLE) {
			this.guard.submit(PUBLISH, (commands) -> this.redis.publish(commands, revocation));
		}
	}

	/** Redis has it. */
	void settled(Revocation revocation) {
		RevocationSet set = this.replica.set(revocation.kind());
		if (makeRoom(set, revocation)) {
			// Cannot be put back from memory if Redis loses it.
			this.journal.wrote(REVOCATIONS, revocation.journalKey(), revocation.journalPayload());
		}
	}

	private boolean makeRoom(RevocationSet set, Revocation revocation) {
		if (set.isOver()) {
			this.replica.overflow();
			set.forget(revocation);
			return true;
		}
		return false;
	}

	/** Whether memory has what a record says. */
	boolean isKnown(JournalRecord record) {
		Revocation revocation = Revocation.of(record);
		return revocation != null && this.replica.set(revocation.kind()).score(revocation.name()) != null;
	}

}
