/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How a write of one user to Redis ended.
 *
 * @param kind how
 * @param state the user as in Redis, if done
 * @param handle what is taken, if in conflict
 * @param owner who has it, if in conflict
 */
record UserOutcome(Kind kind, @Nullable UserState state, @Nullable Handle handle, @Nullable String owner) {

	static final UserOutcome MISSING = new UserOutcome(Kind.MISSING, null, null, null);

	static final UserOutcome DEAD = new UserOutcome(Kind.DEAD, null, null, null);

	static final UserOutcome FULL = new UserOutcome(Kind.FULL, null, null, null);

	static final UserOutcome NEWER = new UserOutcome(Kind.NEWER, null, null, null);

	static UserOutcome done(UserState state) {
		return new UserOutcome(Kind.DONE, state, null, null);
	}

	static UserOutcome conflict(Handle handle, String owner) {
		return new UserOutcome(Kind.CONFLICT, null, handle, owner);
	}

	UserState stored() {
		return Objects.requireNonNull(this.state);
	}

	Handle taken() {
		return Objects.requireNonNull(this.handle);
	}

	String takenBy() {
		return Objects.requireNonNull(this.owner);
	}

	@Override
	public String toString() {
		return "UserOutcome[" + this.kind + "]";
	}

	/**
	 * How it ended.
	 */
	enum Kind {

		/** Redis has it. */
		DONE,

		/** A handle is somebody else's. */
		CONFLICT,

		/** There is no such user. */
		MISSING,

		/** The user was deleted. */
		DEAD,

		/** There would be too many attributes. */
		FULL,

		/** What was to be put back is there, or something newer is. */
		NEWER

	}

}
