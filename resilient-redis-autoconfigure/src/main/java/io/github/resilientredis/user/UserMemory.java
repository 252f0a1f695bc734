/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What this node knows of users: copies of those it wrote, read or heard of, up to a
 * bound, beyond which those not used for longest go; and those that wait for Redis, which
 * the journal bounds. Handles lead to both.
 *
 * <p>
 * Only callers use a copy. That one is read again, listed or put back into Redis, here or
 * by another node, says nothing of who needs it: it takes nobody's place. Otherwise nodes
 * that know different users would, when they put them back at the same time, make each
 * other forget those that are still to be put back.
 *
 * <p>
 * Thread-safe. All fields are read and written under the lock, which is held for a few
 * map operations, never for Redis or a disk, so that what is found free is taken by
 * nobody else before it is kept.
 */
final class UserMemory {

	private final int max;

	private final ReentrantLock lock = new ReentrantLock();

	/** Those not used for longest first. */
	private final LinkedHashMap<String, UserState> copies = new LinkedHashMap<>();

	private final Map<String, UserRecord> pending = new HashMap<>();

	private final Map<Handle, String> owners = new HashMap<>();

	/** Deleted users, as many as copies. */
	private final Set<String> dead = new LinkedHashSet<>();

	UserMemory(int max) {
		this.max = max;
	}

	/** Find a user for a caller. */
	@Nullable UserState find(String id) {
		return locked(() -> {
			use(id);
			return known(id);
		});
	}

	/** Find a user for a caller. */
	@Nullable UserState find(Handle handle) {
		return locked(() -> {
			UserState holder = holder(handle);
			if (holder != null) {
				use(holder.id());
			}
			return holder;
		});
	}

	private void use(String id) {
		UserState copy = this.copies.remove(id);
		if (copy != null) {
			this.copies.put(id, copy);
		}
	}

	/** What is known of a user, whom nobody uses now. */
	@Nullable UserState peek(String id) {
		return locked(() -> known(id));
	}

	@Nullable UserRecord pending(String id) {
		return locked(() -> this.pending.get(id));
	}

	/** Who waits for Redis and has this handle. */
	@Nullable UserState pending(Handle handle) {
		return locked(() -> {
			UserState holder = holder(handle);
			return (holder != null && this.pending.containsKey(holder.id())) ? holder : null;
		});
	}

	/**
	 * Keep what Redis is to be told, unless a handle is taken.
	 * @param record makes the record of what is there now
	 * @param journal writes it down; called under the lock
	 * @return the record
	 * @throws UserConflictException if a handle is taken
	 */
	UserRecord accept(Supplier<UserRecord> record, Consumer<UserRecord> journal) {
		return locked(() -> {
			UserRecord next = record.get();
			UserState before = known(next.state().id());
			refuseTaken(before, next.state());
			journal.accept(next);
			this.pending.put(next.state().id(), next);
			this.copies.remove(next.state().id());
			index(before, next.state());
			return next;
		});
	}

	/** What an earlier process accepted. */
	void remember(UserRecord record) {
		locked(() -> {
			this.pending.put(record.state().id(), record);
			index(null, record.state());
			return null;
		});
	}

	/**
	 * Without Redis: this is all there is.
	 * @param made makes the user of what is there now
	 * @return whether there was room
	 * @throws UserConflictException if a handle is taken
	 */
	boolean keep(Supplier<UserState> made) {
		return locked(() -> {
			UserState state = made.get();
			UserState before = this.copies.get(state.id());
			refuseTaken(before, state);
			if (before == null && this.copies.size() >= this.max) {
				return false;
			}
			this.copies.put(state.id(), state);
			index(before, state);
			return true;
		});
	}

	/** Only what is new: an old copy may have what was somebody else's since. */
	private void refuseTaken(@Nullable UserState before, UserState state) {
		for (Handle handle : state.handles()) {
			UserState holder = (before == null || !before.has(handle)) ? holder(handle) : null;
			if (holder != null && !holder.id().equals(state.id())) {
				throw new UserConflictException(handle.kind());
			}
		}
	}

	/** A caller found or left this user like this in Redis. What is newer here stays. */
	void learn(UserState state) {
		locked(() -> {
			use(state.id());
			hear(state);
			return null;
		});
	}

	/** Another node wrote this user. What is newer here stays. */
	void hear(UserState state) {
		locked(() -> {
			if (isWelcome(state)) {
				put(state);
			}
			return null;
		});
	}

	/** Redis has this user like this. Is kept if known, or if there is room. */
	void refresh(UserState state) {
		locked(() -> {
			if (isWelcome(state)) {
				putIfRoom(state);
			}
			return null;
		});
	}

	private boolean isWelcome(UserState state) {
		return !this.pending.containsKey(state.id()) && !this.dead.contains(state.id());
	}

	private void putIfRoom(UserState state) {
		if (this.copies.containsKey(state.id()) || this.copies.size() < this.max) {
			put(state);
		}
	}

	private void put(UserState state) {
		UserState before = this.copies.get(state.id());
		if (before != null && before.version() > state.version()) {
			return;
		}
		this.copies.put(state.id(), state);
		index(before, state);
		if (this.copies.size() > this.max) {
			Iterator<UserState> eldest = this.copies.values().iterator();
			UserState gone = eldest.next();
			eldest.remove();
			index(gone, null);
		}
	}

	/**
	 * Redis has a record, or never will.
	 * @param id the user's id
	 * @param number the number of the record; if there is a newer one, that still waits
	 * @param state the user as in Redis; {@code null} if there is none
	 */
	void settled(String id, long number, @Nullable UserState state) {
		locked(() -> {
			UserRecord record = this.pending.get(id);
			if (record != null && record.number() > number) {
				return null;
			}
			UserState waited = (record != null) ? record.state() : null;
			this.pending.remove(id);
			index(waited, null);
			if (state == null || this.dead.contains(id)) {
				index(this.copies.remove(id), null);
			}
			else if (record == null || record.isCopy()) {
				putIfRoom(state);
			}
			else {
				put(state);
			}
			return null;
		});
	}

	/** The user was deleted. */
	void died(String id) {
		locked(() -> {
			UserState before = known(id);
			this.copies.remove(id);
			this.pending.remove(id);
			index(before, null);
			this.dead.add(id);
			if (this.dead.size() > this.max) {
				Iterator<String> eldest = this.dead.iterator();
				eldest.next();
				eldest.remove();
			}
			return null;
		});
	}

	boolean isDead(String id) {
		return locked(() -> this.dead.contains(id));
	}

	/** The ids of all users with a copy or waiting. */
	List<String> ids() {
		return locked(() -> {
			List<String> ids = new ArrayList<>(this.copies.keySet());
			ids.addAll(this.pending.keySet());
			return ids;
		});
	}

	List<String> deadIds() {
		return locked(() -> List.copyOf(this.dead));
	}

	/** The ids of users who wait. */
	List<String> waitingIds() {
		return locked(() -> List.copyOf(this.pending.keySet()));
	}

	int copies() {
		return locked(this.copies::size);
	}

	int waiting() {
		return locked(this.pending::size);
	}

	private @Nullable UserState known(String id) {
		UserRecord record = this.pending.get(id);
		return (record != null) ? record.state() : this.copies.get(id);
	}

	private @Nullable UserState holder(Handle handle) {
		String owner = this.owners.get(handle);
		UserState state = (owner != null) ? known(owner) : null;
		return (state != null && state.has(handle)) ? state : null;
	}

	private void index(@Nullable UserState before, @Nullable UserState after) {
		if (before != null) {
			before.handles().forEach((handle) -> this.owners.remove(handle, before.id()));
		}
		if (after != null) {
			after.handles().forEach((handle) -> this.owners.put(handle, after.id()));
		}
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
