/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Finds users: in Redis, or in memory if Redis is away or misses something of them.
 * Immutable.
 */
final class UserReads {

	private final RedisGuard guard;

	private final UserJournal journal;

	private final UserSteps steps;

	private final UserMemory memory;

	private final UserCaller caller;

	UserReads(RedisGuard guard, UserJournal journal, UserSteps steps, UserMemory memory) {
		this.guard = guard;
		this.journal = journal;
		this.steps = steps;
		this.memory = memory;
		this.caller = UserCaller.waiting(guard);
	}

	@Nullable UserState find(String id) {
		if (this.journal.isEnding(id)) {
			return null;
		}
		if (this.guard.getState() == GuardState.LOCAL_ONLY || this.journal.isPending(id)) {
			return this.memory.find(id);
		}
		try {
			return learned(id, join(this.steps.look(this.caller, id)));
		}
		catch (RedisUnavailableException ex) {
			return this.memory.find(id);
		}
	}

	@Nullable UserState find(Handle handle) {
		UserState waiting = this.memory.pending(handle);
		if (waiting != null || this.guard.getState() == GuardState.LOCAL_ONLY) {
			return (waiting != null) ? waiting : this.memory.find(handle);
		}
		try {
			String owner = UserClaims.owner(join(this.steps.owner(this.caller, handle)));
			UserState found = UserRules.isId(owner) ? find(owner) : null;
			return (found != null && found.has(handle)) ? found : null;
		}
		catch (RedisUnavailableException ex) {
			return this.memory.find(handle);
		}
	}

	/**
	 * Get to know who has a handle that somebody else wanted, so that this is known as
	 * well while Redis is away. Waits for nothing.
	 */
	void remember(String id) {
		if (UserRules.isId(id) && this.memory.find(id) == null) {
			this.steps.look(UserCaller.background(this.guard), id).thenAccept((found) -> learned(id, found));
		}
	}

	/**
	 * Find many at once, in one round trip or two. Nobody is used by being listed.
	 * @throws RedisUnavailableException if Redis is away
	 */
	List<UserState> findAll(Collection<String> ids) {
		List<String> asked = new ArrayList<>();
		List<UserState> found = new ArrayList<>();
		for (String id : ids) {
			if (this.journal.isEnding(id)) {
				continue;
			}
			if (this.journal.isPending(id)) {
				add(this.memory.peek(id), found);
			}
			else {
				asked.add(id);
			}
		}
		List<UserOutcome> answers = asked.isEmpty() ? List.of()
				: this.guard.await(UserCaller.READ, (redis) -> ask(UserCaller.sending(redis), asked));
		for (int i = 0; i < asked.size(); i++) {
			add(known(asked.get(i), answers.get(i), this.memory::refresh), found);
		}
		return found;
	}

	private CompletableFuture<List<UserOutcome>> ask(UserCaller sending, List<String> ids) {
		List<CompletableFuture<UserOutcome>> answers = ids.stream().map((id) -> this.steps.look(sending, id)).toList();
		return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
			.thenApply((done) -> answers.stream().map(CompletableFuture::join).toList());
	}

	private static void add(@Nullable UserState state, List<UserState> found) {
		if (state != null) {
			found.add(state);
		}
	}

	private @Nullable UserState learned(String id, UserOutcome outcome) {
		return known(id, outcome, this.memory::learn);
	}

	private @Nullable UserState known(String id, UserOutcome outcome, Consumer<UserState> memory) {
		if (outcome.kind() == UserOutcome.Kind.DEAD) {
			this.memory.died(id);
		}
		UserState found = outcome.state();
		if (found != null) {
			memory.accept(found);
		}
		return found;
	}

	/** What a caller who waited has at once. */
	static <T extends @Nullable Object> T join(CompletableFuture<T> answer) {
		try {
			return answer.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

}
