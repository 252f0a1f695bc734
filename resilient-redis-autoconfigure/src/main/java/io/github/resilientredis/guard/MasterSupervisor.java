/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Finds the way back to single masters of a Cluster that is in use, and notices when
 * other nodes have taken over slots. While a master is away it looks after each pause for
 * its successor and for itself; otherwise once a second whether slots have moved.
 *
 * <p>
 * All fields are confined to the supervisor's thread. Probes of one master never overlap,
 * and none waits for that of another.
 */
final class MasterSupervisor {

	private static final Duration CALM = Duration.ofSeconds(1);

	private final ClusterLink link;

	private final LinkSession session;

	private final GuardRecovery recovery;

	private final ConnectionSupervisor supervisor;

	private final GuardSettings.CircuitBreaker settings;

	private final FailureClassifier classifier = new FailureClassifier();

	private final ScheduledExecutorService thread;

	private final Set<Master> busy = new HashSet<>();

	private boolean looking;

	private final GrowingPause pause;

	private @Nullable Future<?> timer;

	MasterSupervisor(ClusterLink link, LinkSession session, GuardRecovery recovery, ConnectionSupervisor supervisor,
			GuardSettings settings, ScheduledExecutorService thread) {
		this.link = link;
		this.session = session;
		this.recovery = recovery;
		this.supervisor = supervisor;
		this.settings = settings.circuitBreaker();
		this.thread = thread;
		this.pause = new GrowingPause(this.settings.probeInterval(), this.settings.maxProbeInterval());
	}

	/** Begin, on the supervisor's thread, when the link is in use. */
	void begin() {
		masters().onTrouble(() -> run(() -> {
			this.pause.reset();
			look();
		}));
		masters().all()
			.stream()
			.filter((master) -> master.state() == GuardState.UNAVAILABLE)
			.forEach((master) -> MasterLog.away(master, "no answer yet"));
		look();
	}

	private Masters masters() {
		return this.link.masters();
	}

	private void look() {
		if (this.looking || !this.session.isCurrent()) {
			return;
		}
		this.looking = true;
		this.link.look(this.settings.slowCallDuration()).whenComplete((done, none) -> run(() -> {
			this.looking = false;
			looked();
		}));
	}

	private void looked() {
		boolean all = masters().takeSuspicion();
		if (masters().areGone()) {
			this.supervisor.unusable(this.link, "no master of the Cluster serves: " + lastReason());
			return;
		}
		for (Master master : masters().all()) {
			if (master.state() == GuardState.UNAVAILABLE || (all && master.state() == GuardState.AVAILABLE)) {
				probe(master);
			}
			else if (master.state() != GuardState.AVAILABLE) {
				recover(master);
			}
		}
		again();
	}

	private String lastReason() {
		return masters().all()
			.stream()
			.map((master) -> master.status().lastError())
			.filter((reason) -> reason != null)
			.findFirst()
			.orElse("no answer");
	}

	private void probe(Master master) {
		if (this.busy.add(master)) {
			this.link.probe(master).whenComplete((run, failure) -> run(() -> {
				this.busy.remove(master);
				if (failure != null) {
					masters().away(master, this.classifier.reason(failure));
				}
				else {
					master.answers(run.orElse(null));
					recoverIfBack(master);
				}
			}));
		}
	}

	private void recoverIfBack(Master master) {
		if (master.state() == GuardState.RECOVERING) {
			recover(master);
		}
	}

	private void recover(Master master) {
		if (this.busy.add(master)) {
			this.recovery.recover(this.session, masters().recovered(master)).whenComplete((done, failure) -> run(() -> {
				this.busy.remove(master);
				recovered(master, failure);
			}));
		}
	}

	private void recovered(Master master, @Nullable Throwable failure) {
		if (failure == null) {
			Instant since = master.open();
			if (since != null) {
				MasterLog.recovered(master, Duration.between(since, master.status().since()));
			}
		}
		else if (this.classifier.refusal(failure) == null) {
			masters().away(master, this.classifier.reason(failure));
		}
	}

	private void again() {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		Duration next = masters().areWhole() ? CALM : this.pause.next();
		this.timer = this.thread.schedule(this::look, next.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void run(Runnable task) {
		try {
			this.thread.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// Stopped meanwhile: nobody looks any more.
		}
	}

}
