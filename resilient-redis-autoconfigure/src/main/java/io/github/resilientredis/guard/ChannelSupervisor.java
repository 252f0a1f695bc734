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

import io.github.resilientredis.guard.NodeMessage.Beat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the subscription alive and beats, on one thread of its own, while the guard finds
 * Redis readable.
 *
 * <p>
 * A subscription that is lost is replaced, and so is one that is silent: Redis has taken
 * a beat and a second later it has still not arrived. While Redis itself is silent no
 * beat is taken, so that a subscription outlives a Redis that hung.
 *
 * <p>
 * All fields are confined to the thread, but for the thread itself.
 */
final class ChannelSupervisor {

	static final Duration BEAT_INTERVAL = Duration.ofMillis(500);

	private static final int FAILURES_TO_LOG = 3;

	private static final Log logger = LogFactory.getLog(NodeChannel.class);

	private static final RedisOperation BEAT = RedisOperation.once("channel.beat").onAnyMaster();

	private static final Duration MIN_PAUSE = Duration.ofMillis(100);

	private static final Duration MAX_PAUSE = Duration.ofMillis(500);

	private static final Duration NOT_PERMITTED_PAUSE = Duration.ofSeconds(30);

	private final RedisGuard guard;

	private final SubscriptionFactory factory;

	private final Duration connectTimeout;

	private final NodeMessages messages;

	private final ChannelPermission permission;

	private final ChannelTrust trust;

	private final ChannelInbox inbox = new ChannelInbox();

	private final ChannelDelivery delivery;

	private final ScheduledThreadPoolExecutor thread;

	private final GuardListener guardListener = (change) -> guardBecame(change.current());

	private @Nullable Current current;

	private boolean opening;

	private final GrowingPause pause = new GrowingPause(MIN_PAUSE, MAX_PAUSE);

	private @Nullable Future<?> retry;

	private long beats;

	private long nextBeat = System.nanoTime();

	private int failures;

	ChannelSupervisor(RedisGuard guard, SubscriptionFactory factory, Duration connectTimeout, NodeMessages messages,
			ChannelPermission permission, ChannelListeners listeners, ChannelTrust trust) {
		this.guard = guard;
		this.factory = factory;
		this.connectTimeout = connectTimeout;
		this.messages = messages;
		this.permission = permission;
		this.trust = trust;
		this.thread = new ScheduledThreadPoolExecutor(1, GuardThreads.named("resilient-redis-channel"));
		this.thread.setRemoveOnCancelPolicy(true);
		this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
		this.delivery = new ChannelDelivery(listeners, trust, this.inbox, this::after);
	}

	void start() {
		this.guard.addListener(this.guardListener);
		this.thread.scheduleWithFixedDelay(this::beat, BEAT_INTERVAL.toNanos(), BEAT_INTERVAL.toNanos(),
				TimeUnit.NANOSECONDS);
		run(this::open);
	}

	/** Any thread but the two of the channel. */
	void stop() {
		this.guard.removeListener(this.guardListener);
		this.thread.shutdown();
		try {
			this.thread.awaitTermination(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		// The thread is gone, or busy opening what the factory is about to close, which
		// also closes the subscription: closing it here as well makes Lettuce complain.
		Current last = this.current;
		if (last != null) {
			this.current = null;
			last.reception().end();
		}
		this.inbox.stop();
		this.factory.stop();
	}

	private void guardBecame(GuardState state) {
		if (state.isReadable()) {
			run(() -> {
				this.pause.reset();
				open();
				beat();
			});
		}
		else if (state == GuardState.FORCED_OPEN) {
			run(this::close);
		}
	}

	private void open() {
		if (this.opening || this.current != null || !this.guard.getState().isReadable()) {
			return;
		}
		this.opening = true;
		Reception reception = new Reception(this.messages, this.delivery, this.trust, this.beats,
				(gone) -> run(() -> replace(gone, ConnectionSupervisor.CONNECTION_LOST)));
		new SubscriptionAttempt(this.factory, this.connectTimeout).begin(reception)
			.whenComplete((subscription, failure) -> run(() -> {
				this.opening = false;
				if (failure != null || reception.isEnded()) {
					failed(failure, subscription);
				}
				else {
					opened(new Current(reception, subscription));
				}
			}, subscription));
	}

	private void opened(Current next) {
		this.current = next;
		this.failures = 0;
		this.trust.begin(next.reception());
		if (this.guard.getState() == GuardState.FORCED_OPEN) {
			close();
		}
		beat();
	}

	private void failed(@Nullable Throwable failure, @Nullable Subscription subscription) {
		if (subscription != null) {
			subscription.close();
		}
		if (failure != null && this.permission.isMissing(failure)) {
			retryAfter(NOT_PERMITTED_PAUSE);
			return;
		}
		// The guard says what is to be said of a Redis that is just going away.
		if (++this.failures == FAILURES_TO_LOG) {
			String reason = (failure != null) ? this.permission.reason(failure) : ConnectionSupervisor.CONNECTION_LOST;
			logger.info("Messages between nodes cannot be heard: " + reason);
		}
		retryAfter(this.pause.next());
	}

	/** No effect if another subscription is in use already. */
	private void replace(Reception reception, String reason) {
		Current last = this.current;
		if (last != null && last.reception() == reception) {
			logger.debug("Messages between nodes may be missed, subscribing again: " + reason);
			close();
			retryAfter(this.pause.next());
		}
	}

	private void close() {
		Current last = this.current;
		if (last != null) {
			this.current = null;
			last.reception().end();
			last.subscription().close();
		}
	}

	private void beat() {
		Current heardOn = this.current;
		if (heardOn == null || !this.guard.getState().isReadable() || System.nanoTime() - this.nextBeat < 0) {
			return;
		}
		Beat beat = new Beat(++this.beats, System.nanoTime());
		publish(beat).whenComplete((receivers, failure) -> {
			if (failure == null) {
				run(() -> sent(heardOn.reception(), beat.number(), receivers != null));
			}
		});
	}

	/** Failures are the guard's to count; the beat is then simply not heard. */
	private CompletableFuture<@Nullable Long> publish(Beat beat) {
		byte[] message = this.messages.encode(beat);
		try {
			return this.guard.submit(BEAT, (redis) -> this.permission.publish(redis, message));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void sent(Reception reception, long number, boolean permitted) {
		if (!permitted) {
			this.nextBeat = System.nanoTime() + NOT_PERMITTED_PAUSE.toNanos();
			return;
		}
		this.delivery.acknowledged(reception, number);
		after(ChannelTrust.NANOS, () -> {
			if (reception.hasHeard(number)) {
				this.pause.reset();
			}
			else {
				replace(reception, "a beat did not arrive within " + ChannelTrust.SECONDS + " s");
			}
		});
	}

	private void retryAfter(Duration delay) {
		if (this.retry != null) {
			this.retry.cancel(false);
		}
		this.retry = schedule(delay.toNanos(), this::open);
	}

	private void after(long nanos, Runnable task) {
		if (nanos > 0) {
			schedule(nanos, task);
		}
	}

	private @Nullable Future<?> schedule(long nanos, Runnable task) {
		try {
			return this.thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			return null;
		}
	}

	private void run(Runnable task) {
		run(task, null);
	}

	private void run(Runnable task, @Nullable Subscription orphan) {
		try {
			this.thread.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// Stopped meanwhile: nobody will hear it.
			if (orphan != null) {
				orphan.close();
			}
		}
	}

	/**
	 * The subscription in use.
	 *
	 * @param reception what comes in on it
	 * @param subscription its connection
	 */
	private record Current(Reception reception, Subscription subscription) {

	}

}
