/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

/**
 * What is known of a token.
 */
public enum TokenStatus {

	/** It is not revoked, as far as this node knows and the settings ask it to know. */
	ACCEPTED,

	/** It is revoked. */
	REVOKED,

	/**
	 * It may be revoked, and the settings say that such tokens are to be refused.
	 */
	UNVERIFIED

}
