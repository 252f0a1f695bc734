/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How revocations are kept.
 *
 * @param keyPrefix the prefix of the library's own keys
 * @param maxTokenLife how long the longest-lived token lives, from issue to expiry
 * @param maxLocal how many revoked tokens, and as many subjects, this node keeps in
 * memory
 * @param onOutage what happens to other tokens while Redis cannot be asked
 */
public record TokenSettings(String keyPrefix, Duration maxTokenLife, int maxLocal, TokenFallback onOutage) {

	public TokenSettings {
		Assert.isTrue(maxTokenLife.toSeconds() > 0, "'maxTokenLife' must be a second or more");
		Assert.isTrue(maxLocal > 0, "'maxLocal' must be positive");
	}

}
