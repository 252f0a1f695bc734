/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a shared bucket. Run on a copy of the state that is believed to
 * be in Redis, and again on a newer one if another node was there first.
 *
 * @param <T> the result
 */
interface BucketWork<T extends @Nullable Object> {

	/**
	 * Do it. May be called several times, on any thread and under the bucket's lock: it
	 * must not block, and only its last result counts.
	 * @param entry the state, to be changed in place and {@code set} if it was changed
	 * @param now the time in nanoseconds since 1970
	 * @return the result
	 */
	T apply(BucketEntry entry, long now);

	/**
	 * Whether a result that changed nothing is right only if it was made from what is in
	 * Redis now; otherwise what was there once will do.
	 * @return whether to look
	 */
	default boolean needsNewest() {
		return false;
	}

	/**
	 * A result for which nothing has to be done with the bucket any more.
	 * @param now the time in nanoseconds since 1970
	 * @return the result, {@code null} to go on
	 */
	default @Nullable T early(long now) {
		return null;
	}

	/**
	 * The result has become true.
	 * @param result the result
	 * @param heard whether anybody still waited for it
	 */
	default void ended(T result, boolean heard) {
	}

	/**
	 * What makes the change take effect once, whatever happens on the way.
	 * @return the mark to leave beside the bucket; {@code null} if none is needed
	 */
	default @Nullable FlushMark mark() {
		return null;
	}

}
