/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import org.jspecify.annotations.Nullable;

/**
 * The request that the calling thread serves, for {@link Throttled} methods. Thread-safe.
 */
public interface CurrentRequest {

	/**
	 * What a limit is counted for by its own key source.
	 * @param limit the name of a limit
	 * @return the key, or {@code null} if this thread serves no request
	 */
	@Nullable String key(String limit);

	/**
	 * Whether the request is exempt from a limit.
	 * @param limit the name of a limit
	 * @return whether not to ask it
	 */
	boolean isExempt(String limit);

	/**
	 * A limit was asked for a part of the request.
	 * @param decision what was decided
	 */
	void decided(ThrottleDecision decision);

	/**
	 * For applications that serve no requests, or none that this library sees.
	 * @return nothing
	 */
	static CurrentRequest none() {
		return NoRequest.INSTANCE;
	}

}
