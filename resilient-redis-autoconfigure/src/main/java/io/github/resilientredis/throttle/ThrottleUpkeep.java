/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;

/**
 * What the throttle does beside deciding, every second and as soon as Redis is back: says
 * that this node is alive, and carries back what Redis missed for keys that nobody asks
 * for any more. One thread, which never waits for Redis.
 *
 * <p>
 * {@code due} is set by whoever decides locally and taken by the one run at a time that
 * {@code busy} admits.
 */
final class ThrottleUpkeep implements GuardListener {

	private static final Log logger = LogFactory.getLog(GuardedThrottle.class);

	/** How many keys are carried back at once. */
	private static final int PARALLEL = 128;

	private final RedisGuard guard;

	private final ThrottleBuckets buckets;

	private final @Nullable NodeCount count;

	private final AtomicBoolean due = new AtomicBoolean();

	private final AtomicBoolean busy = new AtomicBoolean();

	private final AtomicBoolean complained = new AtomicBoolean();

	private final ScheduledExecutorService executor;

	/**
	 * Make it; it begins with {@link #start()}.
	 * @param count counts the nodes, {@code null} if there is no need to
	 */
	ThrottleUpkeep(RedisGuard guard, ThrottleBuckets buckets, @Nullable NodeCount count) {
		this.guard = guard;
		this.buckets = buckets;
		this.count = count;
		this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "resilient-redis-throttle");
			thread.setDaemon(true);
			return thread;
		});
	}

	void start() {
		this.guard.addListener(this);
		this.executor.scheduleWithFixedDelay(this::run, 0, NodeCount.BEAT.toMillis(), TimeUnit.MILLISECONDS);
	}

	void stop() {
		this.guard.removeListener(this);
		this.executor.shutdownNow();
		if (this.count != null && this.guard.getState().isWritable()) {
			this.count.leave();
		}
	}

	/** There is something to carry back. */
	void due() {
		if (!this.due.get()) {
			this.due.set(true);
		}
	}

	@Override
	public void stateChanged(GuardStateChange change) {
		if (this.guard.getState().isWritable()) {
			try {
				this.executor.execute(this::run);
			}
			catch (RejectedExecutionException ex) {
				// Stopped meanwhile.
			}
		}
	}

	private void run() {
		if (!this.guard.getState().isWritable()) {
			return;
		}
		try {
			if (this.count != null) {
				this.count.beat().whenComplete((counted, failure) -> complain(failure));
			}
			if (this.due.get() && this.busy.compareAndSet(false, true)) {
				this.due.set(false);
				carryBack(this.buckets.ahead());
			}
		}
		catch (RuntimeException ex) {
			complain(ex);
		}
	}

	/** Some, and when Redis has them, the next. */
	private void carryBack(Iterator<ThrottleBucket> ahead) {
		List<CompletableFuture<?>> some = new ArrayList<>();
		while (some.size() < PARALLEL && ahead.hasNext()) {
			some.add(carryBack(ahead.next()));
		}
		if (some.isEmpty()) {
			this.busy.set(false);
			return;
		}
		CompletableFuture.allOf(some.toArray(new CompletableFuture<?>[0])).whenCompleteAsync((done, failure) -> {
			if (this.guard.getState().isWritable()) {
				carryBack(ahead);
			}
			else {
				this.due.set(true);
				this.busy.set(false);
			}
		}, this.executor);
	}

	private CompletableFuture<?> carryBack(ThrottleBucket bucket) {
		return this.guard.<@Nullable Object>submit(bucket.operation(), (redis) -> {
			CompletableFuture<?> carrying = bucket.untold().tell(redis);
			return (carrying != null) ? carrying : CompletableFuture.completedFuture(null);
		}).whenComplete((carried, failure) -> {
			complain(failure);
			if (bucket.untold().isAny()) {
				// What was not heard of, or was given out meanwhile.
				this.due.set(true);
			}
		});
	}

	/** Says once what is not just Redis being away. */
	private void complain(@Nullable Throwable failure) {
		if (failure != null && !Failures.isOutage(failure) && this.complained.compareAndSet(false, true)) {
			logger.warn("The throttle cannot keep its own records in Redis, so that nodes may admit more than their "
					+ "share after an outage", Failures.cause(failure));
		}
	}

}
