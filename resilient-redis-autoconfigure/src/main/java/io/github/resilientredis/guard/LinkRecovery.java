/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a link that proved itself is recovered on before anyone uses it: ends
 * the links before it at the server, lets the recovery do its work, and says what became
 * of it.
 *
 * <p>
 * Confined to the supervisor's thread, but for {@link #open}, which the recovery calls on
 * any.
 */
final class LinkRecovery {

	private final GuardRecovery recovery;

	private final GuardStateMachine machine;

	private final SideCircuits circuits;

	private final FailureClassifier classifier;

	private final ConnectionSupervisor supervisor;

	private final CallOutcomes outcomes;

	private final Duration timeout;

	private final Executor thread;

	private final EarlierLinks earlier = new EarlierLinks();

	/** The session of the link in use, or to be used. */
	private @Nullable LinkSession session;

	/** The session of a link to another server, which may take its place. */
	private @Nullable LinkSession candidate;

	/** Whether the recovery is at work on it. */
	private boolean busy;

	LinkRecovery(GuardRecovery recovery, GuardStateMachine machine, SideCircuits circuits, FailureClassifier classifier,
			ConnectionSupervisor supervisor, CallOutcomes outcomes, Duration timeout, Executor thread) {
		this.recovery = recovery;
		this.machine = machine;
		this.circuits = circuits;
		this.classifier = classifier;
		this.supervisor = supervisor;
		this.outcomes = outcomes;
		this.timeout = timeout;
		this.thread = thread;
	}

	boolean hasBacklog() {
		return this.recovery.hasBacklog();
	}

	/**
	 * Recover on a link that was just claimed.
	 * @param proven the link and what the server calls it
	 * @param attempt the number of the attempt that opened it
	 */
	void begin(ProvenLink proven, int attempt) {
		LinkSession next = new LinkSession(proven.link(), proven.identity(), attempt, this, this.machine, this.outcomes,
				this.timeout);
		if (this.machine.current().candidate() == proven.link()) {
			this.candidate = next;
		}
		else {
			this.session = next;
		}
		this.busy = true;
		this.earlier.endBefore(proven.link(), proven.identity())
			.completeOnTimeout(true, this.timeout.toNanos(), TimeUnit.NANOSECONDS)
			.whenCompleteAsync((overtaken, failure) -> {
				next.overtaken(failure != null || overtaken);
				recover(next);
			}, this.thread);
	}

	/**
	 * Whether a link adds nothing: it leads to the server in use, or there is one to try
	 * already.
	 */
	boolean isNoOther(ProvenLink proven) {
		String run = proven.identity().serverRun();
		return this.candidate != null
				|| (this.session != null && run != null && run.equals(this.session.identity().serverRun()));
	}

	/** Try once more on the same link: writes may be taken again. */
	void again() {
		if (this.session != null && !this.busy) {
			this.busy = true;
			recover(this.session);
		}
	}

	private void recover(LinkSession current) {
		if (current == this.session || current == this.candidate) {
			this.recovery.recover(current).whenCompleteAsync((done, failure) -> ended(current, failure), this.thread);
		}
	}

	private void ended(LinkSession current, @Nullable Throwable failure) {
		if (current == this.candidate) {
			endedCandidate(current);
			return;
		}
		if (current != this.session) {
			return;
		}
		this.busy = false;
		GuardState state = this.machine.current().state();
		if (failure != null) {
			failed(current.link(), origin(failure), state);
		}
		else if (!state.isReadable()) {
			this.supervisor.unusable(current.link(), "the recovery did not open the connection");
		}
	}

	private void failed(Link link, Throwable failure, GuardState state) {
		String reason = this.classifier.reason(failure);
		WriteRefusal refusal = this.classifier.refusal(failure);
		if (refusal != null) {
			this.supervisor.writesRefused(link, refusal, reason);
		}
		else if (state != GuardState.WRITES_REFUSED || this.classifier.classify(failure) != FailureKind.TIMEOUT) {
			this.supervisor.unusable(link, reason);
		}
	}

	private void endedCandidate(LinkSession ended) {
		this.candidate = null;
		this.busy = false;
		if (this.machine.current().link() == ended.link()) {
			this.session = ended;
		}
		else {
			ended.link().close();
		}
	}

	/** Let everyone use the link of a session. Any thread. */
	boolean open(LinkSession recovered, long replayed) {
		GuardStateMachine.Snapshot previous = this.machine.available(recovered.link(), recovered.attempt(), replayed,
				() -> inUse(recovered));
		if (previous == null) {
			return false;
		}
		if (previous.link() != null && previous.link() != recovered.link()) {
			previous.link().close();
		}
		if (recovered.link() instanceof ClusterLink cluster) {
			this.supervisor.supervise(cluster, recovered, this.recovery);
		}
		this.supervisor.found();
		return true;
	}

	/** Masters that answered while it was being recovered on; the others follow. */
	private void inUse(LinkSession recovered) {
		this.circuits.available();
		Masters masters = recovered.link().masters();
		if (masters != null) {
			masters.all().stream().filter((master) -> master.state() == GuardState.RECOVERING).forEach(Master::open);
		}
	}

	private static Throwable origin(Throwable failure) {
		Throwable current = failure;
		while ((current instanceof CompletionException || current instanceof RedisUnavailableException)
				&& current.getCause() != null) {
			current = current.getCause();
		}
		return current;
	}

}
