/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Claims of handles. A claim counts only while the profile it leads to has the handle;
 * otherwise it is left over from something that was not finished, and who wants the
 * handle takes it over. Immutable.
 *
 * <p>
 * A takeover has two steps. While it is tried, the claim says {@code <owner>><user>}, and
 * whoever comes next tries to take it over from that owner, not from the one who tries:
 * so everybody looks at the one profile that may have the handle after all.
 */
final class UserClaims {

	private static final char TAKEN_OVER_BY = '>';

	/** How often to look again when others are at the same handle. */
	private static final int ATTEMPTS = 5;

	private final UserRedis redis;

	UserClaims(UserRedis redis) {
		this.redis = redis;
	}

	/** Claim a handle for a user. */
	CompletableFuture<Claim> claim(UserCaller caller, Handle handle, String id) {
		return claim(caller, handle, id, ATTEMPTS);
	}

	private CompletableFuture<Claim> claim(UserCaller caller, Handle handle, String id, int left) {
		return this.redis.claim(caller, handle, id).thenCompose((value) -> {
			if (value.isEmpty() || value.equals(id)) {
				return done(new Claim(value.equals(id), null));
			}
			String owner = owner(value);
			if (left == 0) {
				return done(new Claim(false, owner));
			}
			if (owner.equals(id)) {
				return this.redis.passOn(caller, handle, value, id)
					.thenCompose((mine) -> mine ? done(new Claim(true, null)) : claim(caller, handle, id, left - 1));
			}
			return isHeld(caller, handle, owner).thenCompose(
					(held) -> held ? done(new Claim(false, owner)) : takeOver(caller, handle, value, id, left));
		});
	}

	private CompletableFuture<Claim> takeOver(UserCaller caller, Handle handle, String value, String id, int left) {
		String owner = owner(value);
		String tried = owner + TAKEN_OVER_BY + id;
		return this.redis.passOn(caller, handle, value, tried).thenCompose((begun) -> {
			if (!begun) {
				return claim(caller, handle, id, left - 1);
			}
			return isHeld(caller, handle, owner).thenCompose((held) -> held
					? this.redis.passOn(caller, handle, tried, owner).thenApply((back) -> new Claim(false, owner))
					: settle(caller, handle, tried, id, left));
		});
	}

	private CompletableFuture<Claim> settle(UserCaller caller, Handle handle, String tried, String id, int left) {
		return this.redis.passOn(caller, handle, tried, id)
			.thenCompose((mine) -> mine ? done(new Claim(false, null)) : claim(caller, handle, id, left - 1));
	}

	/** Whose a claim is, also while somebody tries to take it over. */
	static String owner(String value) {
		int end = value.indexOf(TAKEN_OVER_BY);
		return (end < 0) ? value : value.substring(0, end);
	}

	private CompletableFuture<Boolean> isHeld(UserCaller caller, Handle handle, String owner) {
		return UserRules.isId(owner)
				? this.redis.read(caller, owner)
					.thenApply((answer) -> handle.value().equals(answer.fields().get(handle.field())))
				: CompletableFuture.completedFuture(false);
	}

	/**
	 * Whether all handles are a user's.
	 * @return one that is not, and whose it is, perhaps nobody's; {@code null} if all are
	 */
	CompletableFuture<@Nullable Lost> lost(UserCaller caller, List<Handle> handles, String id) {
		if (handles.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		Handle first = handles.get(0);
		return this.redis.owner(caller, first)
			.thenCompose((owner) -> owner.equals(id) ? lost(caller, handles.subList(1, handles.size()), id)
					: CompletableFuture.completedFuture(new Lost(first, owner(owner))));
	}

	/** Let go of handles, as far as they are a user's. */
	CompletableFuture<@Nullable Void> release(UserCaller caller, List<Handle> handles, String id) {
		CompletableFuture<@Nullable Void> done = CompletableFuture.completedFuture(null);
		for (Handle handle : handles) {
			done = done.thenCompose((before) -> this.redis.passOn(caller, handle, id, "").thenAccept((was) -> {
			}));
		}
		return done;
	}

	private static CompletableFuture<Claim> done(Claim claim) {
		return CompletableFuture.completedFuture(claim);
	}

	/**
	 * How a claim ended.
	 *
	 * @param before whether the handle was the user's before
	 * @param owner who has it; {@code null} if the user
	 */
	record Claim(boolean before, @Nullable String owner) {

	}

	/**
	 * A handle that is not the user's.
	 *
	 * @param handle the handle
	 * @param owner whose it is, empty if nobody's
	 */
	record Lost(Handle handle, String owner) {

	}

}
