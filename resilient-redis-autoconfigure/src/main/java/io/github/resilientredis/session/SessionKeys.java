/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.charset.StandardCharsets;

/**
 * The keys of a session in Redis, all three in one slot of a Cluster:
 *
 * <pre>
 * spring:session:sessions:&lt;id&gt;             hash, as Spring Session has it
 * &lt;prefix&gt;ended:{&lt;session key&gt;}          string, there if the session has ended or has another id
 * &lt;prefix&gt;changed:{&lt;session key&gt;}        hash: which field was changed when, for the replay of other nodes
 * </pre>
 *
 * If the namespace has a hash tag, that one is used. Immutable.
 */
final class SessionKeys {

	/** No id that anybody generates is longer, and a key should not be. */
	private static final int MAX_ID = 128;

	private final String prefix;

	private final String sessions;

	private final boolean tagged;

	SessionKeys(String keyPrefix, String namespace) {
		this.prefix = keyPrefix;
		this.sessions = namespace.trim() + ":sessions:";
		this.tagged = hasTag(this.sessions);
	}

	private static boolean hasTag(String key) {
		int open = key.indexOf('{');
		return open >= 0 && key.indexOf('}', open + 1) > open + 1;
	}

	/**
	 * Whether a session can have this id. No colon, which would lead to other keys, no
	 * brace, which would lead to other slots.
	 */
	static boolean isValid(String id) {
		if (id.isEmpty() || id.length() > MAX_ID) {
			return false;
		}
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
			if (!letter && "-_.~+/=@".indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

	/** The session's name in the journal and between nodes. */
	static byte[] name(String id) {
		return id.getBytes(StandardCharsets.US_ASCII);
	}

	static String id(byte[] name) {
		return new String(name, StandardCharsets.US_ASCII);
	}

	byte[] session(String id) {
		return (this.sessions + id).getBytes(StandardCharsets.UTF_8);
	}

	/** The session, its end, its changes. */
	byte[][] all(String id) {
		return new byte[][] { session(id), beside("ended:", id), beside("changed:", id) };
	}

	private byte[] beside(String kind, String id) {
		String key = this.sessions + id;
		return (this.prefix + kind + (this.tagged ? key : '{' + key + '}')).getBytes(StandardCharsets.UTF_8);
	}

}
