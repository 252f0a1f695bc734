/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Map;

import org.springframework.util.Assert;

/**
 * A session as it is stored: attributes are bytes, as the session serializer wrote them.
 * Immutable; the arrays are shared and must not be changed.
 *
 * @param id its id
 * @param createdAt when it began, in milliseconds since 1970
 * @param accessedAt when it was last used, in milliseconds since 1970
 * @param maxInactive after how many seconds without use it ends; negative for never
 * @param attributes the attributes; an empty array stands for one that was removed
 */
public record StoredSession(String id, long createdAt, long accessedAt, int maxInactive,
		Map<String, byte[]> attributes) {

	/**
	 * How long a session that never ends by itself is kept unused.
	 */
	private static final long NEVER = 400L * 24 * 60 * 60 * 1000;

	public StoredSession {
		Assert.hasText(id, "'id' must not be empty");
		attributes = Map.copyOf(attributes);
	}

	/**
	 * When it ends if it is not used.
	 * @return in milliseconds since 1970; for sessions that never end, 400 days after
	 * their last use, because nothing is kept in Redis for ever
	 */
	public long expiresAt() {
		return expiry(this.accessedAt, this.maxInactive);
	}

	static long expiry(long accessedAt, int maxInactive) {
		return accessedAt + ((maxInactive < 0) ? NEVER : maxInactive * 1000L);
	}

	/**
	 * Whether it has ended.
	 * @param now the time, in milliseconds since 1970
	 * @return whether it is not to be used any more
	 */
	public boolean isExpired(long now) {
		return expiresAt() <= now;
	}

	/** Without the id, which is a secret, and without values. */
	@Override
	public String toString() {
		return "StoredSession[createdAt=" + this.createdAt + ", accessedAt=" + this.accessedAt + ", maxInactive="
				+ this.maxInactive + ", " + this.attributes.size() + " attributes]";
	}

}
