/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Writes users: to Redis, or to memory and the journal if Redis is away or misses
 * something of them. Immutable.
 */
final class UserWrites {

	private static final Log logger = LogFactory.getLog(UserRegistry.class);

	private final RedisGuard guard;

	private final UserJournal journal;

	private final UserSteps steps;

	private final UserMemory memory;

	private final UserReads reads;

	private final UserOutage onOutage;

	private final UserCaller caller;

	UserWrites(RedisGuard guard, UserJournal journal, UserSteps steps, UserMemory memory, UserReads reads,
			UserOutage onOutage) {
		this.guard = guard;
		this.journal = journal;
		this.steps = steps;
		this.memory = memory;
		this.reads = reads;
		this.onOutage = onOutage;
		this.caller = UserCaller.waiting(guard);
	}

	UserState register(UserState state) {
		if (isLocal()) {
			return keepLocally(() -> state);
		}
		refuseWaiting(state);
		try {
			UserOutcome outcome = UserReads.join(this.steps.register(this.caller, state));
			if (outcome.kind() == UserOutcome.Kind.DONE) {
				return stored(outcome.stored());
			}
			Assert.state(outcome.kind() == UserOutcome.Kind.CONFLICT,
					"The UserIdGenerator has made the id of a user that was deleted; ids must never be used again");
			if (!isAboutToGiveBack(outcome)) {
				throw conflict(outcome);
			}
			refuseIfRejecting();
		}
		catch (RedisUnavailableException ex) {
			missed(state, ex);
		}
		return keepNew(state);
	}

	/** Somebody who waits for Redis has it, which Redis cannot know. */
	private void refuseWaiting(UserState state) {
		for (Handle handle : state.handles()) {
			UserState waiting = this.memory.pending(handle);
			if (waiting != null && !waiting.id().equals(state.id())) {
				throw new UserConflictException(handle.kind());
			}
		}
	}

	/** Whether the owner in Redis gave the handle back, which Redis does not know yet. */
	private boolean isAboutToGiveBack(UserOutcome conflict) {
		String owner = conflict.takenBy();
		if (this.journal.isEnding(owner)) {
			return true;
		}
		UserRecord record = this.memory.pending(owner);
		return record != null && !record.state().has(conflict.taken());
	}

	private UserConflictException conflict(UserOutcome outcome) {
		this.reads.remember(outcome.takenBy());
		return new UserConflictException(outcome.taken().kind());
	}

	private void missed(UserState state, RedisUnavailableException failure) {
		if (this.onOutage == UserOutage.REJECT) {
			if (failure.isOutcomeUnknown()) {
				// What is refused must not happen after all.
				this.journal.end(state.id(), state.handles()).join();
				this.memory.died(state.id());
			}
			refuseIfRejecting();
		}
		if (failure.isOutcomeUnknown()) {
			logger.warn("Redis timeout during registration, kept in the journal");
		}
	}

	private void refuseIfRejecting() {
		if (this.onOutage == UserOutage.REJECT) {
			throw new UserRegistryUnavailableException(
					"Nobody can register, or change their address, while Redis is away");
		}
	}

	private UserState keepNew(UserState state) {
		if (this.guard.getState() == GuardState.WRITES_REFUSED) {
			refuseKnown(state);
		}
		return keep(() -> UserRecord.created(this.journal.nextNumber(), state));
	}

	/** Redis can be asked. */
	private void refuseKnown(UserState state) {
		for (Handle handle : state.handles()) {
			UserState other = this.reads.find(handle);
			if (other != null && !other.id().equals(state.id())) {
				throw new UserConflictException(handle.kind());
			}
		}
	}

	private UserState keep(Supplier<UserRecord> record) {
		AtomicReference<@Nullable CompletableFuture<?>> kept = new AtomicReference<>();
		UserRecord accepted = this.memory.accept(record, (next) -> kept.set(this.journal.write(next)));
		CompletableFuture<?> forced = kept.get();
		if (forced != null) {
			forced.join();
		}
		return accepted.state();
	}

	UserState change(String id, Map<String, String> set, List<String> removed) {
		if (!UserRules.isId(id) || this.journal.isEnding(id)) {
			throw new UserNotFoundException();
		}
		if (isLocal()) {
			return keepLocally(() -> changedLocally(id, set, removed));
		}
		refuseOthersHandle(id, set);
		if (!this.journal.isPending(id)) {
			try {
				UserOutcome outcome = UserReads.join(this.steps.change(this.caller, UserChange.of(id, set, removed)));
				if (!(outcome.kind() == UserOutcome.Kind.CONFLICT && isAboutToGiveBack(outcome))) {
					return stored(id, outcome);
				}
			}
			catch (RedisUnavailableException ex) {
				// Kept below.
			}
		}
		return keepChange(id, set, removed);
	}

	private void refuseOthersHandle(String id, Map<String, String> set) {
		String email = set.get(Handle.EMAIL);
		UserState waiting = (email != null) ? this.memory.pending(Handle.email(email)) : null;
		if (waiting != null && !waiting.id().equals(id)) {
			throw new UserConflictException(Handle.EMAIL);
		}
	}

	private UserState keepChange(String id, Map<String, String> set, List<String> removed) {
		if (set.containsKey(Handle.EMAIL)) {
			refuseIfRejecting();
		}
		if (this.guard.getState() == GuardState.WRITES_REFUSED) {
			// So that the latest is known.
			this.reads.find(id);
		}
		return keep(() -> {
			UserRecord before = this.memory.pending(id);
			long number = this.journal.nextNumber();
			UserRecord next = (before != null) ? before.and(number, set, removed)
					: UserRecord.changed(number, known(id), set, removed);
			refuseFull(next.state(), set);
			return next;
		});
	}

	private UserState known(String id) {
		UserState known = this.memory.find(id);
		if (known == null) {
			throw this.memory.isDead(id) ? new UserNotFoundException()
					: new UserRegistryUnavailableException("Redis is away and this node does not know the user");
		}
		return known;
	}

	private static void refuseFull(UserState state, Map<String, String> set) {
		Assert.isTrue(set.isEmpty() || state.attributes() <= UserRules.MAX_ATTRIBUTES,
				"There must be no more than " + UserRules.MAX_ATTRIBUTES + " attributes");
	}

	private UserState stored(String id, UserOutcome outcome) {
		return switch (outcome.kind()) {
			case DONE -> stored(outcome.stored());
			case CONFLICT -> throw conflict(outcome);
			case FULL -> throw new IllegalArgumentException(
					"There must be no more than " + UserRules.MAX_ATTRIBUTES + " attributes");
			case DEAD -> {
				this.memory.died(id);
				throw new UserNotFoundException();
			}
			case MISSING -> throw new UserNotFoundException();
			case NEWER -> throw new IllegalStateException("only what is restored can be found to be newer");
		};
	}

	private UserState stored(UserState state) {
		this.memory.learn(state);
		this.journal.wrote(state);
		return state;
	}

	void delete(String id) {
		if (!UserRules.isId(id)) {
			return;
		}
		UserState known = this.memory.find(id);
		List<Handle> handles = (known != null) ? known.handles() : List.of();
		if (!isLocal() && !deleted(id, handles)) {
			this.journal.end(id, handles).join();
		}
		this.memory.died(id);
	}

	private boolean deleted(String id, List<Handle> handles) {
		if (this.journal.isPending(id) || this.journal.isEnding(id)) {
			return false;
		}
		try {
			UserReads.join(this.steps.delete(this.caller, id, handles));
			this.journal.ended(id, handles);
			return true;
		}
		catch (RedisUnavailableException ex) {
			return false;
		}
	}

	private boolean isLocal() {
		return this.guard.getState() == GuardState.LOCAL_ONLY;
	}

	private UserState keepLocally(Supplier<UserState> made) {
		AtomicReference<@Nullable UserState> kept = new AtomicReference<>();
		if (!this.memory.keep(() -> {
			UserState state = made.get();
			kept.set(state);
			return state;
		})) {
			throw new UserRegistryUnavailableException(
					"There is no room in memory for more users: raise 'resilient-redis.users.max-local'");
		}
		return Objects.requireNonNull(kept.get());
	}

	private UserState changedLocally(String id, Map<String, String> set, List<String> removed) {
		UserState known = this.memory.find(id);
		if (known == null) {
			throw new UserNotFoundException();
		}
		UserState changed = known.changed(set, removed);
		refuseFull(changed, set);
		return changed;
	}

}
