/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * A session was used and not changed.
 *
 * @param id whose session
 * @param accessedAt when, in milliseconds since 1970
 * @param maxInactive after how many seconds without use it ends; negative for never
 */
public record SessionTouch(String id, long accessedAt, int maxInactive) {

	/**
	 * When the session ends if it is not used.
	 * @return in milliseconds since 1970
	 */
	public long expiresAt() {
		return StoredSession.expiry(this.accessedAt, this.maxInactive);
	}

	/** Without the id, which is a secret. */
	@Override
	public String toString() {
		return "SessionTouch[accessedAt=" + this.accessedAt + ", maxInactive=" + this.maxInactive + "]";
	}

}
