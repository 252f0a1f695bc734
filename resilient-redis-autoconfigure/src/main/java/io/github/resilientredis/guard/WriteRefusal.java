/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * Why Redis refuses writes, as far as it matters for the way back.
 */
enum WriteRefusal {

	/** A replica: perhaps no longer the master, so another connection may find it. */
	READONLY,

	/** No memory left: removals are still taken. */
	OUT_OF_MEMORY,

	/** Its disk, its replicas, or writes without an answer. */
	OTHER;

	boolean admits(OperationEffect effect) {
		return effect == OperationEffect.UNSPECIFIED || (effect == OperationEffect.REMOVAL && this == OUT_OF_MEMORY);
	}

}
