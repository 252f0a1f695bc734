/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

/**
 * What happens to a token that is not known to be revoked while Redis cannot be asked.
 */
public enum TokenFallback {

	/** It is accepted. */
	LOCAL,

	/**
	 * It is refused if it was issued after the moment up to which this node knows all
	 * revocations, or if there is no such moment.
	 */
	DENY

}
