/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.account.CurrentUser;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;

/**
 * Everybody has their own data and nobody else's.
 */
final class OwnData {

	private OwnData() {
	}

	/**
	 * Refuse what belongs to somebody else, or to nobody: the two look the same.
	 * @param userId whose data
	 * @param current who asks
	 * @return the user's id
	 * @throws AccessDeniedException with 403
	 */
	static String require(@Nullable String userId, CurrentUser current) {
		if (!current.id().equals(userId)) {
			throw new AccessDeniedException("Another user's data");
		}
		return current.id();
	}

}
