/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.ByteBuffer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.ReplayPhase;

/**
 * What of sessions the journal keeps, by the session's id. {@link #ENDS}: a session that
 * has ended, or has got another id, under which it is in the record. {@link #WRITES}: a
 * session as this node has it, with the number of each change. {@link #TOUCHES}: a use.
 * {@link #RESTORES}: for a Redis that lost data: what this node knows is to be put back;
 * there are as many as sessions in memory. Immutable.
 */
final class SessionJournal {

	static final JournalFeature ENDS = new JournalFeature("session-end", ReplayPhase.ENDS, false, true,
			JournalShare.RESERVED);

	static final JournalFeature WRITES = new JournalFeature("session", ReplayPhase.WRITES, true, false,
			JournalShare.ORDINARY);

	static final JournalFeature TOUCHES = new JournalFeature("session-touch", ReplayPhase.WRITES, true, false,
			JournalShare.ORDINARY);

	static final JournalFeature RESTORES = new JournalFeature("session-restore", ReplayPhase.WRITES, true, false,
			JournalShare.UNLIMITED);

	private final RedisGuard guard;

	private final Journal journal;

	SessionJournal(RedisGuard guard, Journal journal) {
		this.guard = guard;
		this.journal = journal;
	}

	/** Whether it has ended, or has another id, and Redis does not know. */
	boolean isEnded(String id) {
		return this.journal.isPending(ENDS) && this.journal.isPending(ENDS, SessionKeys.name(id));
	}

	/** Whether Redis misses something of it. */
	boolean isPending(String id) {
		return this.journal.isPending(WRITES) && this.journal.isPending(WRITES, SessionKeys.name(id));
	}

	/** On the disk when this returns, if there is one. */
	void ended(String id) {
		if (isOn()) {
			this.journal.append(ENDS, SessionKeys.name(id), SessionRecord.bytes(null)).join();
		}
	}

	/** On the disk when this returns, if there is one. */
	void renamed(String oldId, LocalCopy copy) {
		if (isOn()) {
			byte[] record = SessionRecord.bytes(copy);
			this.journal.append(ENDS, SessionKeys.name(oldId), record).join();
			// Says that it is to be read from memory.
			this.journal.append(WRITES, SessionKeys.name(copy.session().id()), record);
		}
	}

	void changed(LocalCopy copy) {
		if (isOn()) {
			this.journal.append(WRITES, SessionKeys.name(copy.session().id()), SessionRecord.bytes(copy));
		}
	}

	void touched(SessionTouch touch) {
		if (isOn()) {
			byte[] record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
				.putLong(touch.accessedAt())
				.putInt(touch.maxInactive())
				.array();
			this.journal.append(TOUCHES, SessionKeys.name(touch.id()), record);
		}
	}

	static SessionTouch touch(byte[] name, byte[] record) {
		ByteBuffer bytes = ByteBuffer.wrap(record);
		return new SessionTouch(SessionKeys.id(name), bytes.getLong(), bytes.getInt());
	}

	private boolean isOn() {
		return this.guard.getState() != GuardState.LOCAL_ONLY;
	}

}
