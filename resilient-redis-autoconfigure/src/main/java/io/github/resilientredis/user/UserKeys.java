/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.nio.charset.StandardCharsets;

/**
 * The keys of users in Redis. A user's profile and tombstone are in one slot of a
 * Cluster; handles are where they are.
 *
 * <pre>
 * user:&lt;id&gt;:profile                              hash
 * &lt;kind&gt;:&lt;handle&gt;:userId                          string, the id of the user; the kind "email" for addresses
 * &lt;library prefix&gt;user-deleted:{&lt;profile key&gt;}  string, there for a while after the user was deleted
 * &lt;library prefix&gt;user-conflicts                hash of conflicts by id
 * </pre>
 *
 * Immutable.
 */
final class UserKeys {

	private static final String USER = "user:";

	private static final String PROFILE = ":profile";

	private final String libraryPrefix;

	private final String prefix;

	UserKeys(UserSettings settings) {
		this.libraryPrefix = settings.libraryPrefix();
		this.prefix = settings.keyPrefix();
	}

	/** The profile and the tombstone. */
	byte[][] both(String id) {
		String profile = profileKey(id);
		return new byte[][] { bytes(profile), bytes(this.libraryPrefix + "user-deleted:{" + profile + '}') };
	}

	byte[] claim(Handle handle) {
		return bytes(this.prefix + handle.kind() + ':' + handle.value() + ":userId");
	}

	byte[] conflicts() {
		return bytes(this.libraryPrefix + "user-conflicts");
	}

	/** What all keys of profiles look like. */
	byte[] pattern() {
		return bytes(profileKey("*"));
	}

	/** Whose profile a key that looks like one is. */
	String id(byte[] profileKey) {
		String key = new String(profileKey, StandardCharsets.UTF_8);
		return key.substring(this.prefix.length() + USER.length(), key.length() - PROFILE.length());
	}

	private String profileKey(String id) {
		return this.prefix + USER + id + PROFILE;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
