/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Map;

/**
 * What a request changed in a session. Immutable; the arrays are shared and must not be
 * changed.
 *
 * @param accessedAt when it was last used, in milliseconds since 1970
 * @param maxInactive after how many seconds without use it ends; negative for never
 * @param attributes the changed attributes; an empty array stands for one that was
 * removed
 */
public record SessionChange(long accessedAt, int maxInactive, Map<String, byte[]> attributes) {

	public SessionChange {
		attributes = Map.copyOf(attributes);
	}

	/**
	 * When the session ends if it is not used.
	 * @return in milliseconds since 1970
	 */
	public long expiresAt() {
		return StoredSession.expiry(this.accessedAt, this.maxInactive);
	}

	/** Without values. */
	@Override
	public String toString() {
		return "SessionChange[accessedAt=" + this.accessedAt + ", maxInactive=" + this.maxInactive + ", "
				+ this.attributes.size() + " attributes]";
	}

}
