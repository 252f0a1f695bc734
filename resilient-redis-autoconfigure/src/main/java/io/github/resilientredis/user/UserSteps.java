/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * How users are registered, changed and deleted in Redis, where a profile and the handles
 * that lead to it are in different slots of a Cluster and so never in one script.
 *
 * <p>
 * <b>Registration.</b> (1) The profile is written, to expire after a minute. (2) Each
 * handle is claimed: a string with the user's id, written if there is none. (3) The
 * profile is confirmed: it no longer expires. If a handle is another's, the claims are
 * released and the profile is removed.
 *
 * <p>
 * <b>Why no two users have one handle.</b> A claim <em>counts</em> while the profile it
 * leads to has the handle. There is one claim of a handle, and whoever would be its
 * second user has to take it over, which is done only to claims that do not count. A
 * profile is there before its claims, so a claim that does not count belongs to a
 * registration whose profile has expired, to a user who was deleted, or to a change of
 * address that is not finished. Its owner may still be at work, very late; so each side
 * writes first and looks afterwards: who takes over writes so into the claim and then
 * looks at the other's profile, giving the claim back if that has the handle after all;
 * who confirms a profile whose claim was there before, or changes an address, writes the
 * profile and then looks at the claim, taking the profile back if the claim is lost.
 * Whichever wrote last sees the other. A registration that made its claims itself need
 * not look: its profile was there all the time, or cannot be confirmed.
 *
 * <p>
 * <b>What a crash leaves.</b> After (1) or (2): a profile that expires, and claims that
 * then do not count. Who reads such a profile meanwhile looks at its claims: if all are
 * its own, it is confirmed; otherwise it counts as absent. During a change of address:
 * the claim of the new address before the profile has it, or of the old one afterwards;
 * neither counts. During a deletion: claims that do not count. Never a profile that its
 * handles do not lead to, nor a handle that nobody can have.
 *
 * <p>
 * <b>Once in effect.</b> A user's id and moment of joining are fixed before the first
 * attempt. So an attempt whose outcome is unknown is simply repeated: it knows its own
 * profile and its own claims. A deleted user leaves a tombstone beside the profile, which
 * every write looks at first, so that no late repetition brings them back.
 *
 * <p>
 * Immutable.
 */
final class UserSteps {

	private static final int ATTEMPTS = 3;

	private final UserRedis redis;

	private final UserClaims claims;

	UserSteps(UserRedis redis) {
		this.redis = redis;
		this.claims = new UserClaims(redis);
	}

	/**
	 * Register a user. Done as well if it was done before, whatever has become of the
	 * user since.
	 */
	CompletableFuture<UserOutcome> register(UserCaller caller, UserState state) {
		return register(caller, state, ATTEMPTS);
	}

	private CompletableFuture<UserOutcome> register(UserCaller caller, UserState state, int left) {
		if (left == 0) {
			return CompletableFuture.failedFuture(new RedisUnavailableException(
					"A registration was overtaken by others again and again", GuardState.AVAILABLE));
		}
		return this.redis.begin(caller, state).thenCompose((begun) -> switch (begun) {
			case DEAD -> CompletableFuture.completedFuture(UserOutcome.DEAD);
			case FOREIGN -> CompletableFuture.failedFuture(new IllegalStateException(
					"The UserIdGenerator has made an id that another user has; ids must be unique"));
			case DONE -> find(caller, state.id());
			case MADE, MINE -> claim(caller, state, state.handles(), false, left);
		});
	}

	private CompletableFuture<UserOutcome> claim(UserCaller caller, UserState state, List<Handle> rest, boolean before,
			int left) {
		if (rest.isEmpty()) {
			return confirm(caller, state, before, left);
		}
		Handle handle = rest.get(0);
		return this.claims.claim(caller, handle, state.id())
			.thenCompose((claim) -> (claim.owner() != null) ? giveUpBegun(caller, state, handle, claim.owner())
					: claim(caller, state, rest.subList(1, rest.size()), before || claim.before(), left));
	}

	private CompletableFuture<UserOutcome> confirm(UserCaller caller, UserState state, boolean before, int left) {
		return this.redis.confirm(caller, state).thenCompose((answer) -> {
			UserState stored = UserState.of(state.id(), answer.fields());
			if (stored == null) {
				return register(caller, state, left - 1);
			}
			return before ? verify(caller, stored, left) : CompletableFuture.completedFuture(UserOutcome.done(stored));
		});
	}

	private CompletableFuture<UserOutcome> verify(UserCaller caller, UserState stored, int left) {
		return this.claims.lost(caller, stored.handles(), stored.id()).thenCompose((lost) -> {
			if (lost == null) {
				return CompletableFuture.completedFuture(UserOutcome.done(stored));
			}
			return (lost.owner().isEmpty() || lost.owner().equals(stored.id()))
					? this.redis.abandon(caller, stored).thenCompose((gone) -> register(caller, stored, left - 1))
					: giveUp(caller, stored, lost.handle(), lost.owner());
		});
	}

	/** What cannot be removed is nobody's in a minute. */
	private CompletableFuture<UserOutcome> giveUpBegun(UserCaller caller, UserState state, Handle taken, String owner) {
		return giveUp(caller, state, taken, owner).exceptionally((failure) -> UserOutcome.conflict(taken, owner));
	}

	private CompletableFuture<UserOutcome> giveUp(UserCaller caller, UserState state, Handle taken, String owner) {
		return this.redis.abandon(caller, state)
			.thenCompose((gone) -> this.claims.release(caller, state.handles(), state.id()))
			.thenApply((released) -> UserOutcome.conflict(taken, owner));
	}

	/**
	 * Find a user, and confirm them if all handles lead to them. Whoever goes on as if
	 * they were there for good must know that they are, so it fails if that is not known.
	 */
	CompletableFuture<UserOutcome> find(UserCaller caller, String id) {
		return find(caller, id, false);
	}

	/** The same for one who only reads: an unconfirmed user is there for a while. */
	CompletableFuture<UserOutcome> look(UserCaller caller, String id) {
		return find(caller, id, true);
	}

	private CompletableFuture<UserOutcome> find(UserCaller caller, String id, boolean forNow) {
		return this.redis.read(caller, id).thenCompose((answer) -> {
			UserState state = UserState.of(id, answer.fields());
			if (state == null) {
				return CompletableFuture.completedFuture(
						(answer.status() == ProfileAnswer.Status.DEAD) ? UserOutcome.DEAD : UserOutcome.MISSING);
			}
			return (answer.status() == ProfileAnswer.Status.OPEN) ? complete(caller, state, forNow)
					: CompletableFuture.completedFuture(UserOutcome.done(state));
		});
	}

	private CompletableFuture<UserOutcome> complete(UserCaller caller, UserState state, boolean forNow) {
		return this.claims.lost(caller, state.handles(), state.id()).thenCompose((lost) -> {
			if (lost != null) {
				return CompletableFuture.completedFuture(UserOutcome.MISSING);
			}
			CompletableFuture<UserOutcome> confirmed = this.redis.confirm(caller, state).thenApply((answer) -> {
				UserState stored = UserState.of(state.id(), answer.fields());
				return (stored != null) ? UserOutcome.done(stored) : UserOutcome.MISSING;
			});
			return forNow ? confirmed.exceptionally((failure) -> UserOutcome.done(state)) : confirmed;
		});
	}

	/** Change a user. */
	CompletableFuture<UserOutcome> change(UserCaller caller, UserChange change) {
		Handle email = change.email();
		if (email == null) {
			return apply(caller, change, null, ATTEMPTS);
		}
		return this.claims.claim(caller, email, change.id())
			.thenCompose((claim) -> (claim.owner() != null)
					? CompletableFuture.completedFuture(UserOutcome.conflict(email, claim.owner()))
					: apply(caller, change, email, ATTEMPTS));
	}

	private CompletableFuture<UserOutcome> apply(UserCaller caller, UserChange change, @Nullable Handle email,
			int left) {
		return this.redis.change(caller, change, null).thenCompose((answer) -> switch (answer.status()) {
			case OK -> changed(caller, change.id(), answer, email);
			case OPEN -> (left > 0) ? confirmAndApply(caller, change, email, left - 1)
					: withdraw(caller, change, email, UserOutcome.MISSING);
			case FULL -> withdraw(caller, change, email, UserOutcome.FULL);
			case NEWER -> withdraw(caller, change, email, UserOutcome.NEWER);
			case DEAD -> withdraw(caller, change, email, UserOutcome.DEAD);
			case MISSING, OTHER -> withdraw(caller, change, email, UserOutcome.MISSING);
		});
	}

	private CompletableFuture<UserOutcome> confirmAndApply(UserCaller caller, UserChange change, @Nullable Handle email,
			int left) {
		return find(caller, change.id()).thenCompose((found) -> (found.kind() == UserOutcome.Kind.DONE)
				? apply(caller, change, email, left) : withdraw(caller, change, email, found));
	}

	/** The claim is not needed, unless the user had the address all the time. */
	private CompletableFuture<UserOutcome> withdraw(UserCaller caller, UserChange change, @Nullable Handle email,
			UserOutcome outcome) {
		if (email == null) {
			return CompletableFuture.completedFuture(outcome);
		}
		return this.redis.read(caller, change.id())
			.thenCompose((answer) -> email.value().equals(answer.fields().get(Handle.EMAIL))
					? CompletableFuture.completedFuture(outcome)
					: this.claims.release(caller, List.of(email), change.id()).thenApply((released) -> outcome));
	}

	private CompletableFuture<UserOutcome> changed(UserCaller caller, String id, ProfileAnswer answer,
			@Nullable Handle email) {
		UserOutcome done = UserOutcome.done(new UserState(id, answer.fields()));
		if (email == null || answer.replaced().equals(email.value())) {
			return CompletableFuture.completedFuture(done);
		}
		Handle old = Handle.email(answer.replaced());
		return this.redis.owner(caller, email)
			.thenCompose((owner) -> owner.equals(id)
					? this.claims.release(caller, List.of(old), id).thenApply((released) -> done)
					: this.redis
						.change(caller, UserChange.of(id, Map.of(Handle.EMAIL, old.value()), List.of()), email.value())
						.thenApply((reverted) -> UserOutcome.conflict(email, UserClaims.owner(owner))));
	}

	/** Delete a user, and let go of what led to them. */
	CompletableFuture<@Nullable Void> delete(UserCaller caller, String id, List<Handle> handles) {
		return this.redis.delete(caller, id).thenCompose((answer) -> {
			UserState state = UserState.of(id, answer.fields());
			return this.claims.release(caller, (state != null) ? state.handles() : List.of(), id);
		}).thenCompose((released) -> this.claims.release(caller, handles, id));
	}

	/** Let go of handles that a user had. */
	CompletableFuture<@Nullable Void> release(UserCaller caller, List<Handle> handles, String id) {
		return this.claims.release(caller, handles, id);
	}

	/** Whose a handle is; empty if nobody's. */
	CompletableFuture<String> owner(UserCaller caller, Handle handle) {
		return this.redis.owner(caller, handle);
	}

}
