/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.resilientredis.guard.PatientClock;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of sessions: copies of the living, the names of the dead. Whoever
 * ends a session names it among the dead before he takes its copy away, and whoever puts
 * a copy there looks afterwards whether it has died: so no copy outlives its session.
 * Thread-safe.
 */
final class SessionMemory {

	/**
	 * How much longer than it could have lived unused the end of a session is remembered:
	 * that long may a node be cut off and still bring nobody back.
	 */
	static final Duration CUT_OFF = Duration.ofHours(24);

	private final LocalSessions living;

	private final EndedSessions dead;

	private final SessionJournal journal;

	private final Clock clock;

	private final int timeout;

	SessionMemory(SessionSettings settings, SessionJournal journal, Clock clock) {
		this.living = new LocalSessions(settings.maxLocalSessions(), journal::isPending);
		this.dead = new EndedSessions(settings.maxLocalSessions());
		this.journal = journal;
		this.clock = new PatientClock(clock);
		this.timeout = ResilientSession.seconds(settings.timeout());
	}

	long now() {
		return this.clock.millis();
	}

	boolean isEnded(String id) {
		return this.dead.contains(id) || this.journal.isEnded(id);
	}

	/**
	 * It has ended, or has another id.
	 * @return whether that is news
	 */
	boolean end(String id, @Nullable LocalCopy known) {
		boolean news = this.dead.add(id, now(), now() + memory(known));
		this.living.remove(id);
		return news;
	}

	/** Whether Redis misses something of it. */
	boolean isPending(String id) {
		return this.journal.isPending(id);
	}

	/**
	 * It could not be ended after all.
	 * @param known what was known of it before
	 */
	void notEnded(String id, @Nullable LocalCopy known) {
		this.dead.remove(id);
		if (known != null) {
			put(known);
		}
	}

	/** For how many milliseconds the end of a session is to be remembered. */
	long memory(@Nullable LocalCopy known) {
		int unused = (known != null) ? known.session().maxInactive() : this.timeout;
		return StoredSession.expiry(0, unused) + CUT_OFF.toMillis();
	}

	/** Whether, if it is missing in Redis, that cannot be because it ended. */
	boolean mayBePutBack(LocalCopy copy) {
		return now() - copy.confirmedAt() < CUT_OFF.toMillis();
	}

	@Nullable LocalCopy find(String id) {
		return this.living.get(id);
	}

	/** The copy, if it has not expired; an expired one is forgotten. */
	@Nullable LocalCopy live(String id) {
		LocalCopy copy = this.living.get(id);
		if (copy != null && copy.session().isExpired(now())) {
			this.living.remove(id);
			return null;
		}
		return copy;
	}

	void put(LocalCopy copy) {
		String id = copy.session().id();
		this.living.put(id, copy);
		unlessEnded(id);
	}

	/**
	 * It is in the journal, so that it is not forgotten any more.
	 * @return what is known now; {@code null} if it has ended
	 */
	@Nullable LocalCopy kept(LocalCopy copy) {
		String id = copy.session().id();
		LocalCopy now = this.living.get(id);
		if (now != null) {
			return now;
		}
		put(copy);
		return this.living.get(id);
	}

	/**
	 * It was found in Redis, or in the database.
	 * @param before what was known before it was looked for; if that has changed, what is
	 * known now is newer
	 * @return whether it lives
	 */
	boolean found(StoredSession session, @Nullable LocalCopy before) {
		LocalCopy copy = (before != null) ? before.confirmed(session, now())
				: new LocalCopy(session, Map.of(), now(), 0);
		this.living.replace(session.id(), before, copy);
		return unlessEnded(session.id());
	}

	/** It was not found. */
	void missing(String id, @Nullable LocalCopy before) {
		if (before != null) {
			this.living.remove(id, before);
		}
	}

	/**
	 * It was changed on this node.
	 * @param whole gives all of it, should it be unknown
	 */
	LocalCopy changed(NumberedChange change, Supplier<LocalCopy> whole) {
		LocalCopy copy = this.living.update(change.id(),
				(known) -> known.changed(change.change(), change.number(), now()));
		if (copy == null) {
			copy = whole.get().changed(change.change(), change.number(), now());
			put(copy);
		}
		return copy;
	}

	void touched(SessionTouch touch) {
		this.living.update(touch.id(), (known) -> known.touched(touch.accessedAt(), touch.maxInactive()));
	}

	/** What a replay was told. */
	void replayed(String id, WriteAnswer answer) {
		if (answer == WriteAnswer.DONE) {
			this.living.update(id, (known) -> known.confirmed(now()));
		}
		else if (answer == WriteAnswer.ENDED) {
			end(id, this.living.get(id));
		}
		else {
			this.living.remove(id);
		}
	}

	@Nullable LocalCopy take(String id) {
		return this.living.remove(id);
	}

	List<LocalCopy> allLiving() {
		return this.living.all();
	}

	List<String> allDead() {
		return this.dead.all();
	}

	/**
	 * Forget what has expired.
	 * @param forgotten told of each
	 */
	void forgetExpired(Consumer<StoredSession> forgotten) {
		for (LocalCopy copy : allLiving()) {
			if (copy.session().isExpired(now())) {
				this.living.remove(copy.session().id(), copy);
				forgotten.accept(copy.session());
			}
		}
	}

	int size() {
		return this.living.size();
	}

	private boolean unlessEnded(String id) {
		if (isEnded(id)) {
			this.living.remove(id);
			return false;
		}
		return true;
	}

}
