/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What all limits have in common.
 *
 * @param keyPrefix the prefix of the library's own keys
 * @param nodes how many nodes share a limit while Redis is away; {@code null} to count
 * them by their heartbeat
 * @param maxLocalKeys how many keys, of all limits together, this node keeps in memory.
 * Beyond it those go first that are not used up, and with them what was counted on this
 * node while Redis was away; then as many again that are
 */
public record ThrottleSettings(String keyPrefix, @Nullable Integer nodes, int maxLocalKeys) {

	/** How many keys are kept unless configured. */
	public static final int DEFAULT_MAX_LOCAL_KEYS = 100_000;

	public ThrottleSettings {
		Assert.hasText(keyPrefix, "'keyPrefix' must not be empty");
		Assert.isTrue(nodes == null || (nodes >= 1 && nodes <= 10_000), "'nodes' must lie between 1 and 10000");
		Assert.isTrue(maxLocalKeys >= 1, "'maxLocalKeys' must be at least 1");
	}

}
