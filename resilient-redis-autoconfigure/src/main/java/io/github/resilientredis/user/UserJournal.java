/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.journal.Durability;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.ReplayPhase;

/**
 * What of users the journal keeps, by the user's id. {@link #ENDS}: a user was deleted,
 * with the handles they had. {@link #WRITES}: a {@link UserRecord}. {@link #RESTORES}:
 * for a Redis that lost data: what this node knows is to be put back; there are as many
 * as users in memory. {@link #CONFLICTS}, by the conflict's id: a conflict, or nothing if
 * it was dismissed; each takes the place of a record that is given up. Immutable but for
 * the number of the last record, counted by whoever makes one.
 */
final class UserJournal {

	static final JournalFeature ENDS = new JournalFeature("user-end", ReplayPhase.ENDS, true, true,
			JournalShare.RESERVED);

	static final JournalFeature WRITES = new JournalFeature("user", ReplayPhase.WRITES, true, true,
			JournalShare.ORDINARY);

	static final JournalFeature RESTORES = new JournalFeature("user-restore", ReplayPhase.WRITES, true, false,
			JournalShare.UNLIMITED);

	static final JournalFeature CONFLICTS = new JournalFeature("user-conflict", ReplayPhase.WRITES, true, true,
			JournalShare.UNLIMITED);

	private static final byte[] NOTHING = {};

	private static final byte[] LATELY = { 1 };

	private final Journal journal;

	private final AtomicLong numbers = new AtomicLong();

	UserJournal(Journal journal) {
		this.journal = journal;
	}

	/** What an earlier process left; before anything is replayed. */
	void remember(UserMemory memory, UserConflicts conflicts) {
		this.journal.drop(WRITES, (record) -> {
			UserRecord found = UserRecord.of(record.payload());
			if (found != null) {
				this.numbers.accumulateAndGet(found.number(), Math::max);
				memory.remember(found);
			}
			return false;
		});
		this.journal.drop(ENDS, (record) -> {
			memory.died(id(record.key()));
			return false;
		});
		this.journal.drop(CONFLICTS, (record) -> {
			conflicts.remember(id(record.key()), record.payload());
			return false;
		});
	}

	long nextNumber() {
		return this.numbers.incrementAndGet();
	}

	/** Whether Redis does not know that a user was deleted. */
	boolean isEnding(String id) {
		return this.journal.isPending(ENDS) && this.journal.isPending(ENDS, key(id));
	}

	/** Whether Redis misses something of a user. */
	boolean isPending(String id) {
		return this.journal.isPending(WRITES) && this.journal.isPending(WRITES, key(id));
	}

	CompletableFuture<Durability> write(UserRecord record) {
		return this.journal.append(WRITES, key(record.state().id()), record.encode());
	}

	CompletableFuture<Durability> end(String id, List<Handle> handles) {
		return this.journal.append(ENDS, key(id), ends(handles));
	}

	CompletableFuture<Durability> conflict(String id, byte[] conflict) {
		return this.journal.append(CONFLICTS, key(id), conflict);
	}

	boolean isConflictPending(String id) {
		return this.journal.isPending(CONFLICTS) && this.journal.isPending(CONFLICTS, key(id));
	}

	/**
	 * Have put back what this node knows of a user.
	 * @param lately whether Redis may have lost them though it kept its data
	 */
	void restore(String id, boolean lately) {
		this.journal.append(RESTORES, key(id), lately ? LATELY : NOTHING);
	}

	static boolean isLately(byte[] payload) {
		return payload.length > 0;
	}

	/** Redis has a user like this. */
	void wrote(UserState state) {
		this.journal.wrote(WRITES, key(state.id()), UserRecord.copy(state).encode());
	}

	/** Redis knows that a user was deleted. */
	void ended(String id, List<Handle> handles) {
		this.journal.wrote(ENDS, key(id), ends(handles));
	}

	/** Redis knows that a conflict was dismissed. */
	void dismissed(String id) {
		this.journal.wrote(CONFLICTS, key(id), NOTHING);
	}

	static byte[] key(String id) {
		return id.getBytes(StandardCharsets.UTF_8);
	}

	static String id(byte[] key) {
		return new String(key, StandardCharsets.UTF_8);
	}

	static List<Handle> handles(byte[] ends) {
		try {
			return UserCodec.rest(UserCodec.decode(ends))
				.entrySet()
				.stream()
				.map((entry) -> new Handle(entry.getKey(), entry.getValue()))
				.toList();
		}
		catch (IOException ex) {
			// The user is to be deleted all the same.
			return List.of();
		}
	}

	private static byte[] ends(List<Handle> handles) {
		return UserCodec.encode((out) -> {
			for (Handle handle : handles) {
				UserCodec.put(out, handle.kind());
				UserCodec.put(out, handle.value());
			}
		});
	}

}
