/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Opens the guard's connections and finds the way back, on one thread of its own.
 *
 * <p>
 * While Redis is away it begins an attempt after each pause, whether or not the one
 * before has ended: an attempt that hangs (a lost SYN is repeated by the kernel after 1 s
 * and 3 s only, a stopped server accepts and stays silent) must not delay the discovery
 * that Redis is back. As many are under way as begin within one connect timeout, by which
 * each is limited, but no more than {@value #MAX_PENDING}; the first that proves itself
 * wins and the rest are closed.
 *
 * <p>
 * The counters and the timer are confined to the thread. The future of the first attempt
 * is completed once, by the thread, by an operator who switches off, or at the end.
 */
final class ConnectionSupervisor {

	static final int MAX_PENDING = 16;

	static final String CONNECTION_LOST = "connection lost";

	private final LinkFactory links;

	private final GuardStateMachine machine;

	private final SideCircuits circuits;

	private final GuardSettings settings;

	private final FailureClassifier classifier;

	private final StateLog log;

	private final CallOutcomes outcomes;

	private final LinkRecovery recovery;

	private final ScheduledThreadPoolExecutor thread;

	private final CompletableFuture<@Nullable Void> firstAttempt = new CompletableFuture<>();

	private final int maxPending;

	private int attempts;

	private int pending;

	private final GrowingPause pause;

	private @Nullable Future<?> timer;

	ConnectionSupervisor(LinkFactory links, GuardStateMachine machine, SideCircuits circuits, GuardSettings settings,
			GuardRecovery recovery, StateLog log) {
		this.links = links;
		this.machine = machine;
		this.circuits = circuits;
		this.settings = settings;
		this.classifier = new FailureClassifier();
		this.log = log;
		this.pause = new GrowingPause(settings.circuitBreaker().probeInterval(),
				settings.circuitBreaker().maxProbeInterval());
		this.maxPending = maxPending(settings);
		this.thread = new ScheduledThreadPoolExecutor(1, GuardThreads.named("resilient-redis-supervisor"));
		this.thread.setRemoveOnCancelPolicy(true);
		this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.outcomes = new CallOutcomes(machine, circuits, this, this.classifier);
		this.recovery = new LinkRecovery(recovery, machine, circuits, this.classifier, this, this.outcomes,
				settings.timeout(), this::run);
	}

	private static int maxPending(GuardSettings settings) {
		long interval = settings.circuitBreaker().maxProbeInterval().toMillis();
		return (int) Math.min(MAX_PENDING, 1 + settings.connectTimeout().toMillis() / Math.max(1, interval));
	}

	void start() {
		this.machine.reset(GuardState.CONNECTING, null);
		run(this::search);
	}

	void stop() {
		endThread();
		this.machine.reset(GuardState.UNAVAILABLE, "stopped");
		this.firstAttempt.complete(null);
		this.links.stop();
	}

	/** An attempt that is just beginning must not meet a client that is shut down. */
	private void endThread() {
		this.thread.shutdown();
		try {
			this.thread.awaitTermination(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ends when the start-up attempts have ended, one way or the other.
	 * @return the future, never failing
	 */
	CompletableFuture<@Nullable Void> firstAttempt() {
		return this.firstAttempt;
	}

	/** What the ends of calls mean. */
	CallOutcomes outcomes() {
		return this.outcomes;
	}

	/**
	 * A link turned out to be unusable. Any thread.
	 * @param link the link
	 * @param reason why
	 */
	void unusable(Link link, String reason) {
		if (this.machine.unavailable(link, reason, 0, this.circuits::unavailable)) {
			link.close();
			found();
			run(this::search);
		}
	}

	/**
	 * Redis refuses writes on a link that is in use or being recovered on. Any thread.
	 * @param link the link
	 * @param refusal why, as far as it matters for the way back
	 * @param reason why
	 */
	void writesRefused(Link link, WriteRefusal refusal, String reason) {
		if (this.machine.writesRefused(link, refusal, reason, this.circuits::writesRefused)) {
			found();
			run(this::search);
		}
	}

	/** The first attempt has ended. Any thread. */
	void found() {
		this.firstAttempt.complete(null);
	}

	/** A Cluster is in use: see to its masters. Any thread. */
	void supervise(ClusterLink cluster, LinkSession session, GuardRecovery masters) {
		MasterSupervisor next = new MasterSupervisor(cluster, session, masters, this, this.settings, this.thread);
		run(next::begin);
	}

	/** Switch off. Any thread. */
	void forceOpen() {
		GuardStateMachine.Snapshot last = this.machine.forceOpen(this.circuits::forceOpen);
		if (last != null && last.link() != null) {
			last.link().close();
		}
		found();
	}

	/** Search again after {@link #forceOpen()}. Any thread. */
	void release() {
		if (this.machine.release()) {
			run(this::search);
		}
	}

	private void search() {
		this.attempts = 0;
		this.pause.reset();
		tick();
	}

	private void tick() {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		GuardState state = this.machine.current().state();
		if (state == GuardState.CONNECTING) {
			attempt();
		}
		else if (state == GuardState.UNAVAILABLE || state == GuardState.WRITES_REFUSED) {
			scheduleTick(this.pause.next());
			if (state == GuardState.UNAVAILABLE || isReplica()) {
				attemptUnlessMany();
			}
			else {
				this.recovery.again();
			}
		}
	}

	/** What was the master may be a replica now, and another the master. */
	private boolean isReplica() {
		return this.machine.current().refusal() == WriteRefusal.READONLY;
	}

	private void attemptUnlessMany() {
		if (this.pending < this.maxPending) {
			attempt();
		}
	}

	private void attempt() {
		int number = ++this.attempts;
		this.pending++;
		new ConnectionAttempt(this.links, this.settings).begin().whenComplete((proven, failure) -> run(() -> {
			this.pending--;
			if (failure != null) {
				failed(number, ConnectionFailure.of(failure, this.links.target()).describe());
			}
			else {
				succeeded(number, proven);
			}
		}, (proven != null) ? proven.link() : null));
	}

	private void succeeded(int number, ProvenLink proven) {
		Link link = proven.link();
		if (this.machine.current().state() == GuardState.WRITES_REFUSED && this.recovery.isNoOther(proven)) {
			link.close();
			this.recovery.again();
			return;
		}
		if (!this.machine.claim(link, this.recovery.hasBacklog())) {
			link.close();
			return;
		}
		if (this.machine.current().state() != GuardState.CONNECTING) {
			found();
		}
		link.onLost(() -> unusable(link, CONNECTION_LOST));
		this.recovery.begin(proven, number);
	}

	private void failed(int number, String reason) {
		GuardSettings.Startup startup = this.settings.startup();
		boolean connecting = this.machine.current().state() == GuardState.CONNECTING;
		if (connecting && startup.mode() != StartupMode.BACKGROUND && number < startup.attempts()) {
			this.log.retrying(reason, startup.delay());
			scheduleTick(startup.delay());
		}
		else if (this.machine.unavailable(null, reason, number, this.circuits::unavailable)) {
			found();
			scheduleTick(this.pause.current());
		}
	}

	private void scheduleTick(Duration delay) {
		this.timer = this.thread.schedule(this::tick, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void run(Runnable task) {
		run(task, null);
	}

	private void run(Runnable task, @Nullable Link orphan) {
		try {
			this.thread.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// Stopped meanwhile: nobody will use the link.
			if (orphan != null) {
				orphan.close();
			}
		}
	}

}
