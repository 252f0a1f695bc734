/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What each call's end means for the state: an answer or a timeout goes into the
 * circuit's window, a broken connection or a server that cannot serve ends the use of the
 * link at once, and what is the caller's own changes nothing.
 *
 * <p>
 * The set of operations that lacked permission is concurrent and bounded by the number of
 * names that the program uses.
 */
final class CallOutcomes {

	private static final Log logger = LogFactory.getLog(RedisGuard.class);

	private final GuardStateMachine machine;

	private final Circuits circuits;

	private final ConnectionSupervisor supervisor;

	private final FailureClassifier classifier;

	private final Set<String> notPermitted = ConcurrentHashMap.newKeySet();

	CallOutcomes(GuardStateMachine machine, Circuits circuits, ConnectionSupervisor supervisor,
			FailureClassifier classifier) {
		this.machine = machine;
		this.circuits = circuits;
		this.supervisor = supervisor;
		this.classifier = classifier;
	}

	void answered(RedisOperation operation, Link link, long nanos) {
		if (isInUse(link) && this.circuits.forKey(operation.key()).answered(nanos)) {
			this.supervisor.unusable(link, "too many slow answers");
		}
	}

	/**
	 * A call ended with an exception.
	 * @param operation the operation
	 * @param link the link it used
	 * @param failure what the client or the caller's own code threw
	 * @param nanos how long Redis was waited for
	 * @return what the caller gets if Redis is to blame; otherwise throws what is the
	 * caller's own, unchanged
	 */
	RedisUnavailableException failed(RedisOperation operation, Link link, Throwable failure, long nanos) {
		Throwable cause = unwrap(failure);
		if (cause instanceof RedisUnavailableException unavailable) {
			return unavailable;
		}
		FailureKind kind = this.classifier.classify(cause);
		if (kind == FailureKind.CALLER) {
			throw CallOutcomes.<RuntimeException>unchanged(cause);
		}
		String reason = this.classifier.reason(cause);
		record(operation, link, kind, cause, nanos, reason);
		boolean outcomeUnknown = kind == FailureKind.TIMEOUT || kind == FailureKind.CONNECTION_LOST;
		return new RedisUnavailableException(operation.name() + ": " + reason, this.machine.current().state(), cause,
				outcomeUnknown);
	}

	private void record(RedisOperation operation, Link link, FailureKind kind, Throwable failure, long nanos,
			String reason) {
		switch (kind) {
			case TIMEOUT -> {
				if (isInUse(link) && this.circuits.forKey(operation.key()).failed(nanos, failure)) {
					this.supervisor.unusable(link, "too many calls without an answer: " + reason);
				}
			}
			case INTERRUPTED -> Thread.currentThread().interrupt();
			case CONNECTION_LOST -> this.supervisor.unusable(link, ConnectionSupervisor.CONNECTION_LOST);
			case SERVER_UNAVAILABLE -> this.supervisor.unusable(link, reason);
			case NOT_PERMITTED -> {
				answered(operation, link, nanos);
				if (this.notPermitted.add(operation.name())) {
					logger.warn("Redis does not permit '" + operation.name() + "', using fallback for it: " + reason);
				}
			}
			default -> answered(operation, link, nanos);
		}
	}

	private boolean isInUse(Link link) {
		return this.machine.current().link() == link;
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable current = failure;
		while ((current instanceof CompletionException || current instanceof ExecutionException)
				&& current.getCause() != null) {
			current = current.getCause();
		}
		return current;
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> RuntimeException unchanged(Throwable failure) throws E {
		throw (E) failure;
	}

}
