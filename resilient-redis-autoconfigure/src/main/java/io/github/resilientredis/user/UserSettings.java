/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import org.springframework.util.Assert;

/**
 * How users are kept.
 *
 * @param libraryPrefix the prefix of the library's own keys
 * @param keyPrefix the prefix of the keys of users
 * @param onOutage what happens to registrations while Redis is away
 * @param maxLocal how many users this node keeps copies of
 */
public record UserSettings(String libraryPrefix, String keyPrefix, UserOutage onOutage, int maxLocal) {

	public UserSettings {
		Assert.isTrue(isPrefix(keyPrefix), "'keyPrefix' must have no braces, '*', '?', '[', ']' or '\\'");
		Assert.isTrue(maxLocal > 0, "'maxLocal' must be positive");
	}

	/**
	 * Whether a text can be the prefix of keys: braces would put a user's keys into
	 * different slots, the others would mean something else in a search.
	 * @param prefix the text
	 * @return whether it can
	 */
	public static boolean isPrefix(String prefix) {
		return prefix.chars().noneMatch((c) -> "{}*?[]\\".indexOf(c) >= 0);
	}

}
