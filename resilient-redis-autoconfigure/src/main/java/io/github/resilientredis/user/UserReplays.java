/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Brings what the journal kept into Redis. Each replay has the same effect done twice.
 * What turns out to be a conflict is written down as one before its record is given up.
 *
 * <p>
 * Records of different users are replayed at the same time, so one may want a handle
 * before the record is in Redis by which another user gave it back. It is then put off,
 * but only for a record that was made before it, so that no two wait for each other.
 */
final class UserReplays {

	private static final int ATTEMPTS = 5;

	private final UserJournal journal;

	private final UserSteps steps;

	private final UserMemory memory;

	private final UserConflicts conflicts;

	private final UserUpkeep upkeep;

	UserReplays(UserJournal journal, UserSteps steps, UserMemory memory, UserConflicts conflicts, UserUpkeep upkeep) {
		this.journal = journal;
		this.steps = steps;
		this.memory = memory;
		this.conflicts = conflicts;
		this.upkeep = upkeep;
	}

	void registerWith(Journal target) {
		target.register(new Ends());
		target.register(new Writes());
		target.register(new Restores());
		target.register(new Conflicts());
	}

	private CompletableFuture<@Nullable Void> registered(UserRecord record, UserOutcome outcome) {
		if (outcome.kind() != UserOutcome.Kind.CONFLICT) {
			settle(record, outcome);
			return done();
		}
		return isPutOff(record, outcome) ? done()
				: report(record, outcome, true).thenAccept((kept) -> this.memory.died(record.state().id()));
	}

	private CompletableFuture<@Nullable Void> changed(UserCaller caller, UserRecord record, UserOutcome outcome) {
		if (outcome.kind() == UserOutcome.Kind.DONE && !record.released().isEmpty()) {
			List<Handle> released = List.copyOf(record.released().keySet());
			return this.steps.release(caller, released, record.state().id())
				.thenAccept((done) -> settle(record, outcome));
		}
		if (outcome.kind() != UserOutcome.Kind.CONFLICT) {
			settle(record, outcome);
			return done();
		}
		if (isPutOff(record, outcome)) {
			return done();
		}
		// The rest of it is done all the same.
		Map<String, String> rest = new LinkedHashMap<>(record.change().set());
		rest.remove(Handle.EMAIL);
		return report(record, outcome, false)
			.thenCompose(
					(kept) -> this.steps.change(caller, UserChange.of(record.state().id(), rest, record.removed())))
			.thenAccept((left) -> settle(record, left));
	}

	private void settle(UserRecord record, UserOutcome outcome) {
		String id = record.state().id();
		if (outcome.kind() == UserOutcome.Kind.DEAD) {
			this.memory.died(id);
		}
		this.memory.settled(id, record.number(), outcome.state());
	}

	private CompletableFuture<?> report(UserRecord record, UserOutcome outcome, boolean registration) {
		UserState losing = record.state();
		String id = registration ? losing.id() : losing.id() + '.' + record.number();
		UserConflict conflict = new UserConflict(id, this.upkeep.now(), outcome.taken().kind(), outcome.takenBy(),
				registration, losing.profile());
		return this.conflicts.report(conflict, losing).thenAccept((news) -> {
			if (news) {
				this.upkeep.publish(conflict);
			}
		});
	}

	private boolean isPutOff(UserRecord record, UserOutcome conflict) {
		UserRecord other = this.memory.pending(conflict.takenBy());
		if (other == null || !other.releasedBefore(conflict.taken(), record.number())
				|| !this.journal.isPending(conflict.takenBy())) {
			return false;
		}
		UserRecord latest = this.memory.pending(record.state().id());
		if (latest == null || latest.number() == record.number()) {
			again(record);
		}
		return true;
	}

	private void again(UserRecord record) {
		try {
			this.journal.write(record);
		}
		catch (JournalFullException ex) {
			throw new RedisUnavailableException("A user waits for another", GuardState.AVAILABLE);
		}
	}

	private CompletableFuture<@Nullable Void> create(UserCaller caller, UserRecord record) {
		return this.steps.register(caller, record.state()).thenCompose((outcome) -> {
			UserState stored = outcome.state();
			UserChange change = record.change();
			boolean older = stored != null && (!stored.fields().entrySet().containsAll(change.set().entrySet())
					|| change.removed().stream().anyMatch(stored.fields()::containsKey));
			return older ? this.steps.change(caller, change).thenCompose((then) -> changed(caller, record, then))
					: registered(record, outcome);
		});
	}

	/**
	 * Bring a user whom Redis should have up to date.
	 * @param lost whether one who is missing is to be put back
	 */
	private CompletableFuture<@Nullable Void> update(UserCaller caller, UserRecord record, boolean lost) {
		return update(caller, record, lost, ATTEMPTS);
	}

	private CompletableFuture<@Nullable Void> update(UserCaller caller, UserRecord record, boolean lost, int left) {
		if (left == 0) {
			return CompletableFuture.failedFuture(new RedisUnavailableException(
					"A user was put back by others again and again", GuardState.AVAILABLE));
		}
		return this.steps.find(caller, record.state().id()).thenCompose((found) -> {
			UserState stored = found.state();
			if (stored == null) {
				return (found.kind() == UserOutcome.Kind.MISSING && lost)
						? this.steps.register(caller, record.state())
							.thenCompose((outcome) -> putBack(caller, record, outcome, left))
						: registered(record, found);
			}
			UserChange change = (stored.version() < record.base()) ? whole(record) : record.change();
			return (change.set().isEmpty() && change.removed().isEmpty()) ? changed(caller, record, found)
					: this.steps.change(caller, change)
						.thenCompose((outcome) -> isOvertaken(outcome, lost) ? update(caller, record, lost, left - 1)
								: changed(caller, record, outcome));
		});
	}

	/** Another node put back more, or is putting back the same. */
	private static boolean isOvertaken(UserOutcome outcome, boolean lost) {
		return outcome.kind() == UserOutcome.Kind.NEWER || (outcome.kind() == UserOutcome.Kind.MISSING && lost);
	}

	/** Another node that knows less may have been first. */
	private CompletableFuture<@Nullable Void> putBack(UserCaller caller, UserRecord record, UserOutcome outcome,
			int left) {
		boolean other = outcome.kind() == UserOutcome.Kind.DONE
				&& !outcome.stored().fields().equals(record.state().fields());
		return (other || outcome.kind() == UserOutcome.Kind.MISSING) ? update(caller, record, true, left - 1)
				: registered(record, outcome);
	}

	/** An old profile has lost more than what was changed here. */
	private static UserChange whole(UserRecord record) {
		Map<String, String> fields = record.state().fields();
		return new UserChange(record.state().id(), fields, List.of(), record.base(), fields, true);
	}

	private static CompletableFuture<@Nullable Void> done() {
		return CompletableFuture.completedFuture(null);
	}

	/** Users who were deleted. */
	private final class Ends implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return UserJournal.ENDS;
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			return UserReplays.this.steps.delete(UserCaller.replaying(redis, false), UserJournal.id(record.key()),
					UserJournal.handles(record.payload()));
		}

	}

	/** Users who registered or were changed. */
	private final class Writes implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return UserJournal.WRITES;
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			UserRecord found = UserRecord.of(record.payload());
			Assert.notNull(found, "not a user");
			UserCaller caller = UserCaller.replaying(redis, found.isCopy());
			return found.created() ? create(caller, found)
					: update(caller, found, found.isCopy() || data != RedisData.KEPT);
		}

		/** What was written lately may be lost, and so may all that this node knows. */
		@Override
		public void repeat(Journal target, List<JournalRecord> written, boolean complete) {
			Set<String> lately = new HashSet<>();
			for (JournalRecord record : written) {
				String id = UserJournal.id(record.key());
				UserRecord found = UserRecord.of(record.payload());
				if (UserReplays.this.memory.peek(id) != null) {
					lately.add(id);
				}
				else if (found != null && !UserReplays.this.memory.isDead(id)) {
					UserRecord copy = UserRecord.copy(found.state());
					UserReplays.this.memory.remember(copy);
					UserReplays.this.journal.write(copy);
				}
			}
			UserReplays.this.memory.ids().forEach((id) -> UserReplays.this.journal.restore(id, lately.contains(id)));
			UserReplays.this.memory.deadIds().forEach((id) -> UserReplays.this.journal.restore(id, false));
		}

		/** What other nodes said meanwhile was not heard. */
		@Override
		public void reading(RedisData data) {
			UserReplays.this.upkeep.refresh();
		}

	}

	/**
	 * All that this node knows, in a Redis that lost data. With its data kept, but for
	 * the last moments before a restart, a user who is missing was deleted.
	 */
	private final class Restores implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return UserJournal.RESTORES;
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			String id = UserJournal.id(record.key());
			UserCaller caller = UserCaller.replaying(redis, true);
			if (UserReplays.this.memory.isDead(id)) {
				return UserReplays.this.steps.delete(caller, id, List.of());
			}
			UserState known = UserReplays.this.memory.peek(id);
			if (known == null || UserReplays.this.memory.pending(id) != null) {
				return done();
			}
			return update(caller, UserRecord.copy(known),
					data != RedisData.KEPT || UserJournal.isLately(record.payload()));
		}

		/** The others see to it. */
		@Override
		public void repeat(Journal target, List<JournalRecord> written, boolean complete) {
		}

	}

	/** Conflicts that turned out or were dismissed. */
	private final class Conflicts implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return UserJournal.CONFLICTS;
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			return redis.<@Nullable Object>send((commands) -> UserReplays.this.conflicts
				.write(commands, UserJournal.id(record.key()), record.payload())
				.thenApply((done) -> done));
		}

	}

}
