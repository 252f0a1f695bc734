/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * Told of every change of state, in order, on one thread of the guard: must not block.
 * What it throws is logged and hurts nobody.
 */
@FunctionalInterface
public interface GuardListener {

	/**
	 * The state has changed.
	 * @param change what changed
	 */
	void stateChanged(GuardStateChange change);

}
