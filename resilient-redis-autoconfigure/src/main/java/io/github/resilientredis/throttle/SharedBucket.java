/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * One bucket in Redis, as used by this node. Works handed in while another is under way
 * wait and then share one round trip, so a hot key costs no more than one that is not;
 * and each compares with the state last seen, so that one round trip is enough unless
 * another node was there in between.
 *
 * <p>
 * {@code waiting}, {@code running} and {@code doubts} are read and written under the lock
 * only. {@code seen} is written under the lock and read by anyone: what it says was true
 * at some time, and since then others can only have taken more, unless the bucket was
 * removed or given tokens. Nothing is sent and nobody is told of a result under the lock.
 */
final class SharedBucket {

	/** More callers than that for one key at once are turned away. */
	static final int MAX_WAITING = 10_000;

	/** More would mean that nothing has been heard for long. */
	private static final int MAX_DOUBTS = 8;

	private final ReentrantLock lock = new ReentrantLock();

	private final byte[] key;

	private final BucketStore store;

	private final Deque<QueuedWork<?>> waiting = new ArrayDeque<>(2);

	private final List<SharedBatch> doubts = new ArrayList<>(0);

	private @Nullable SharedBatch running;

	private volatile SeenState seen = SeenState.NOTHING;

	SharedBucket(byte[] key, BucketStore store) {
		this.key = key;
		this.store = store;
	}

	byte[] key() {
		return this.key;
	}

	SeenState seen() {
		return this.seen;
	}

	/**
	 * Do something with the bucket.
	 * @param redis the commands of a guarded call
	 * @param work what to do
	 * @return the result, once Redis has the change; fails as Redis does. Cancelling it
	 * takes the work back as far as that is still possible
	 */
	<T extends @Nullable Object> CompletableFuture<T> submit(RedisClusterAsyncCommands<byte[], byte[]> redis,
			BucketWork<T> work) {
		CompletableFuture<T> queued = queue(redis, work);
		start();
		return queued;
	}

	/**
	 * Do something with the bucket before all that is handed in later, and not before
	 * {@link #start()}.
	 * @param redis the commands of a guarded call
	 * @param work what to do
	 * @return as of {@link #submit}
	 */
	<T extends @Nullable Object> CompletableFuture<T> queue(RedisClusterAsyncCommands<byte[], byte[]> redis,
			BucketWork<T> work) {
		QueuedWork<T> queued = new QueuedWork<>(this, redis, work);
		this.lock.lock();
		try {
			if (this.waiting.size() >= MAX_WAITING) {
				return CompletableFuture
					.failedFuture(new IllegalStateException(MAX_WAITING + " callers wait for one bucket"));
			}
			this.waiting.add(queued);
		}
		finally {
			this.lock.unlock();
		}
		return queued;
	}

	/** Begin, if nothing is under way. */
	void start() {
		SharedBatch batch = null;
		this.lock.lock();
		try {
			if (this.running == null) {
				batch = nextBatch();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (batch != null) {
			batch.step();
		}
	}

	/** Nobody waits for this work any more. */
	void abandoned(QueuedWork<?> work) {
		SharedBatch next = null;
		SharedBatch given = null;
		this.lock.lock();
		try {
			if (this.waiting.remove(work)) {
				return;
			}
			if (this.running != null && this.running.isAbandoned()) {
				given = this.running;
				doubt(given);
				next = nextBatch();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (given != null) {
			given.takeBack();
		}
		if (next != null) {
			next.step();
		}
	}

	/**
	 * A batch learned what is in Redis.
	 * @return whether the batch is still the one under way
	 */
	boolean saw(SharedBatch batch, SeenState state) {
		List<SharedBatch> landed = List.of();
		this.lock.lock();
		try {
			if (this.running != batch) {
				return false;
			}
			this.seen = state;
			if (!this.doubts.isEmpty()) {
				landed = this.doubts.stream().filter((doubt) -> Arrays.equals(doubt.wanted(), state.bytes())).toList();
				this.doubts.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
		landed.forEach(SharedBatch::landed);
		return true;
	}

	/** A batch took effect. */
	void learned(SharedBatch batch, SeenState state) {
		this.lock.lock();
		try {
			if (this.running == batch) {
				this.seen = state;
				// What landed before would have been in the way, and cannot land later.
				this.doubts.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A batch has ended, and all its works know. */
	void ended(SharedBatch batch) {
		replace(batch, () -> {
		});
	}

	/** A batch has failed, and what it sent may be in Redis or not. */
	void failed(SharedBatch batch) {
		replace(batch, () -> doubt(batch));
	}

	/** Begin the next one. */
	private void replace(SharedBatch batch, Runnable change) {
		SharedBatch next;
		this.lock.lock();
		try {
			if (this.running != batch) {
				return;
			}
			change.run();
			next = nextBatch();
		}
		finally {
			this.lock.unlock();
		}
		if (next != null) {
			next.step();
		}
	}

	private void doubt(SharedBatch batch) {
		if (batch.wanted() != null && this.doubts.size() < MAX_DOUBTS) {
			this.doubts.add(batch);
		}
	}

	private @Nullable SharedBatch nextBatch() {
		List<QueuedWork<?>> works = new ArrayList<>(this.waiting.size());
		while (!this.waiting.isEmpty() && (works.isEmpty() || !isAlone(works.get(0), this.waiting.element()))) {
			works.add(this.waiting.remove());
		}
		this.running = works.isEmpty() ? null : new SharedBatch(this, this.store, works);
		return this.running;
	}

	/** A marked work shares its round trip with no other. */
	private static boolean isAlone(QueuedWork<?> first, QueuedWork<?> next) {
		return first.isMarked() || next.isMarked();
	}

}
