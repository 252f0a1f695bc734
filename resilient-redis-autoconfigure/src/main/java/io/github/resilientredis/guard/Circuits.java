/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

/**
 * Finds the circuits that a key belongs to. A single server, a Sentinel master and a
 * master with replicas have one pair for all keys.
 */
@FunctionalInterface
interface Circuits {

	SideCircuits forKey(byte @Nullable [] key);

}
