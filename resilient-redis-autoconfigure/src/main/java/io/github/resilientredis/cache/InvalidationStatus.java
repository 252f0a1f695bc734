/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Locale;

/**
 * Whether a node hears what other nodes change in its caches.
 */
public enum InvalidationStatus {

	/** It does: nothing published until a second ago was missed. */
	HEARD,

	/**
	 * It does not at this moment. Redis is asked first for every read, as long as it can
	 * be; while it cannot, memory is served within its time to live.
	 */
	UNHEARD,

	/** It is not configured to, or there is no Redis. */
	OFF;

	/** As it stands in health: in lower case. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
