/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells observers of calls, and keeps their failures from the callers. Costs a read of
 * one field where there is no observer, and allocates nothing of its own.
 *
 * <p>
 * The array is replaced under the monitor when an observer is added, and never changed: a
 * call that is under way meanwhile may end with an observer that did not see it begin.
 */
final class CallWatch {

	private static final Log logger = LogFactory.getLog(CallWatch.class);

	private final AtomicBoolean failed = new AtomicBoolean();

	private volatile CallObserver[] observers = {};

	synchronized void add(CallObserver observer) {
		CallObserver[] more = Arrays.copyOf(this.observers, this.observers.length + 1);
		more[more.length - 1] = observer;
		this.observers = more;
	}

	boolean isOn() {
		return this.observers.length > 0;
	}

	@Nullable CallTrace begun(RedisOperation operation, boolean blocking) {
		CallTrace trace = null;
		for (CallObserver observer : this.observers) {
			try {
				trace = both(trace, observer.begun(operation, blocking));
			}
			catch (RuntimeException | LinkageError ex) {
				failed(ex);
			}
		}
		return trace;
	}

	void asked(RedisOperation operation, long nanos) {
		for (CallObserver observer : this.observers) {
			try {
				observer.asked(operation, nanos);
			}
			catch (RuntimeException | LinkageError ex) {
				failed(ex);
			}
		}
	}

	void ended(RedisOperation operation, CallOutcome outcome, @Nullable CallTrace trace) {
		if (trace != null) {
			end(trace, outcome);
		}
		for (CallObserver observer : this.observers) {
			try {
				observer.ended(operation, outcome);
			}
			catch (RuntimeException | LinkageError ex) {
				failed(ex);
			}
		}
	}

	private @Nullable CallTrace both(@Nullable CallTrace first, @Nullable CallTrace second) {
		if (first == null || second == null) {
			return (first != null) ? first : second;
		}
		// In reverse, as what was begun inside ends inside.
		return (outcome) -> {
			end(second, outcome);
			end(first, outcome);
		};
	}

	private void end(CallTrace trace, CallOutcome outcome) {
		try {
			trace.ended(outcome);
		}
		catch (RuntimeException | LinkageError ex) {
			failed(ex);
		}
	}

	private void failed(Throwable failure) {
		if (this.failed.compareAndSet(false, true)) {
			logger.warn("An observer of calls failed, which no call notices; further failures are not logged", failure);
		}
	}

}
