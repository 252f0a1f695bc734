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
import org.jspecify.annotations.Nullable;

/**
 * What each call's end means for the state: an answer or a timeout goes into the
 * circuit's window, a broken connection or a server that cannot serve ends the use of the
 * link at once, and what is the caller's own changes nothing. In a Cluster all this
 * concerns the master of the operation's key, and no other.
 *
 * <p>
 * The set of operations that lacked permission is concurrent and bounded by the number of
 * names that the program uses.
 */
final class CallOutcomes {

	private static final Log logger = LogFactory.getLog(RedisGuard.class);

	private final GuardStateMachine machine;

	private final SideCircuits circuits;

	private final ConnectionSupervisor supervisor;

	private final FailureClassifier classifier;

	private final Set<String> notPermitted = ConcurrentHashMap.newKeySet();

	CallOutcomes(GuardStateMachine machine, SideCircuits circuits, ConnectionSupervisor supervisor,
			FailureClassifier classifier) {
		this.machine = machine;
		this.circuits = circuits;
		this.supervisor = supervisor;
		this.classifier = classifier;
	}

	void answered(RedisOperation operation, Link link, long nanos) {
		Master master = master(operation, link);
		if (!isCounted(link, master)) {
			return;
		}
		SideCircuits circuit = circuits(master);
		if (circuit.all().answered(nanos)) {
			unusable(link, master, "too many slow answers");
		}
		else if (isWrite(operation) && circuit.writes().answered(nanos)) {
			refused(link, master, WriteRefusal.OTHER, "too many slow writes");
		}
	}

	/** The master that it concerns; {@code null} if the link has one or it needs many. */
	private static @Nullable Master master(RedisOperation operation, Link link) {
		Masters masters = link.masters();
		return (masters != null && operation.key() != null) ? masters.of(operation.key()) : null;
	}

	private SideCircuits circuits(@Nullable Master master) {
		return (master != null) ? master.circuits() : this.circuits;
	}

	/** What is known of one master says nothing of the others. */
	private boolean isCounted(Link link, @Nullable Master master) {
		boolean served = (master != null) ? master.state().isReadable() : link.masters() == null;
		return served && isInUse(link);
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
				outcomeUnknown, link.masters() != null);
	}

	private void record(RedisOperation operation, Link link, FailureKind kind, Throwable failure, long nanos,
			String reason) {
		switch (kind) {
			case TIMEOUT -> timedOut(operation, link, failure, nanos, reason);
			case WRITES_REFUSED -> {
				WriteRefusal refusal = this.classifier.refusal(failure);
				refused(link, master(operation, link), (refusal != null) ? refusal : WriteRefusal.OTHER, reason);
			}
			case INTERRUPTED -> Thread.currentThread().interrupt();
			case CONNECTION_LOST -> unusable(link, master(operation, link), ConnectionSupervisor.CONNECTION_LOST);
			case SERVER_UNAVAILABLE -> unusable(link, master(operation, link), reason);
			case NOT_PERMITTED -> {
				answered(operation, link, nanos);
				if (this.notPermitted.add(operation.name())) {
					logger.warn("Redis does not permit '" + operation.name() + "', using fallback for it: " + reason);
				}
			}
			default -> answered(operation, link, nanos);
		}
	}

	private void timedOut(RedisOperation operation, Link link, Throwable failure, long nanos, String reason) {
		Master master = master(operation, link);
		boolean recovering = master != null && master.state() == GuardState.RECOVERING;
		if (recovering || (master == null && link.masters() != null)) {
			unusable(link, master, reason);
			return;
		}
		if (!isCounted(link, master)) {
			return;
		}
		SideCircuits circuit = circuits(master);
		if (circuit.all().failed(nanos, failure)) {
			unusable(link, master, "too many calls without an answer: " + reason);
		}
		else if (isWrite(operation) && circuit.writes().failed(nanos, failure)) {
			refused(link, master, WriteRefusal.OTHER, "too many writes without an answer: " + reason);
		}
	}

	private void unusable(Link link, @Nullable Master master, String reason) {
		Masters masters = link.masters();
		if (masters == null) {
			this.supervisor.unusable(link, reason);
		}
		else if (master != null) {
			masters.away(master, reason);
		}
		else {
			// It could be any of them.
			masters.suspect();
		}
	}

	/**
	 * Before a single server is in use, it is the recovery that says so, once it knows
	 * the data.
	 */
	private void refused(Link link, @Nullable Master master, WriteRefusal refusal, String reason) {
		Masters masters = link.masters();
		if (masters != null && master != null) {
			masters.refuses(master, refusal, reason);
		}
		else if (masters == null && this.machine.current().state() == GuardState.AVAILABLE) {
			this.supervisor.writesRefused(link, refusal, reason);
		}
	}

	private static boolean isWrite(RedisOperation operation) {
		return operation.effect() == OperationEffect.WRITE;
	}

	/**
	 * While it is being recovered on, the window of the last outage says nothing of it.
	 */
	private boolean isInUse(Link link) {
		GuardStateMachine.Snapshot snapshot = this.machine.current();
		return snapshot.link() == link && snapshot.state().isReadable();
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
