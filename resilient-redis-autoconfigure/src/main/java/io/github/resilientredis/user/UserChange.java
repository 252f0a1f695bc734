/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A change of one user.
 *
 * @param id whose
 * @param set fields to be set
 * @param removed fields to be removed
 * @param base the version that the changed copy had; a profile with an older one has lost
 * something
 * @param whole all fields, for a profile with an older version; empty if that cannot be
 * @param restoring whether only a profile with an older version is to be changed: another
 * node may put a newer one back at the same time
 */
record UserChange(String id, Map<String, String> set, List<String> removed, long base, Map<String, String> whole,
		boolean restoring) {

	/** A change of whatever is there. */
	static UserChange of(String id, Map<String, String> set, List<String> removed) {
		return new UserChange(id, set, removed, 0, Map.of(), false);
	}

	/** The new e-mail address; {@code null} if it stays as it is. */
	@Nullable Handle email() {
		String email = this.set.get(Handle.EMAIL);
		return (email != null) ? Handle.email(email) : null;
	}

	@Override
	public String toString() {
		return "UserChange[" + this.id + "]";
	}

}
