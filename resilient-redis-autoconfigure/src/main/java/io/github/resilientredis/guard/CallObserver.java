/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

/**
 * Hears of guarded calls, to count, time or trace them. Its methods are called on the
 * path of each call, by many threads at the same time: they must not block. What they
 * throw is logged once and never reaches a caller.
 *
 * @see RedisGuard#addObserver(CallObserver)
 */
public interface CallObserver {

	/**
	 * A call begins, on the thread that makes it.
	 * @param operation what it is; its key is the caller's and must be shown to nobody
	 * @param blocking whether it also ends on this thread
	 * @return what is to be told of its end; {@code null} if nothing
	 */
	default @Nullable CallTrace begun(RedisOperation operation, boolean blocking) {
		return null;
	}

	/**
	 * Redis was waited for, once; a call with retries may do so several times.
	 * @param operation what it was
	 * @param nanos for how long, whether or not an answer came; of several commands of
	 * one blocking action the slowest
	 */
	default void asked(RedisOperation operation, long nanos) {
	}

	/**
	 * A call has ended, on any thread.
	 * @param operation what it was
	 * @param outcome how it ended
	 */
	default void ended(RedisOperation operation, CallOutcome outcome) {
	}

}
