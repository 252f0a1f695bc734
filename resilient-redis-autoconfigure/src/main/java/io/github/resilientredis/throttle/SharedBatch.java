/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Works that share a round trip: optimistic concurrency, as in Bucket4j's own
 * compare-and-swap managers, but begun from the state last seen, and told the present one
 * where that has changed.
 *
 * <p>
 * Its steps run one after the other, the first on the thread of a caller, the others on
 * the client's. {@code wanted} and {@code command} are written by them before the command
 * may have an effect, and read by whoever gives the batch up.
 */
final class SharedBatch {

	private final SharedBucket bucket;

	private final BucketStore store;

	private final List<QueuedWork<?>> works;

	/** Whether the works know that they took effect. */
	private final AtomicBoolean told = new AtomicBoolean();

	private boolean newest;

	private volatile byte @Nullable [] wanted;

	private volatile @Nullable CompletableFuture<?> command;

	SharedBatch(SharedBucket bucket, BucketStore store, List<QueuedWork<?>> works) {
		this.bucket = bucket;
		this.store = store;
		this.works = works;
	}

	/** Whether nobody waits for it any more. */
	boolean isAbandoned() {
		return this.works.stream().allMatch(CompletableFuture::isDone);
	}

	/** What it tried to store last, {@code null} if nothing. */
	byte @Nullable [] wanted() {
		return this.wanted;
	}

	/** Try not to have it take effect. */
	void takeBack() {
		CompletableFuture<?> sent = this.command;
		if (sent != null) {
			sent.cancel(true);
		}
	}

	/** It took effect after it was given up. */
	void landed() {
		if (this.told.compareAndSet(false, true)) {
			this.works.forEach(QueuedWork::landed);
		}
	}

	void step() {
		try {
			long now = this.store.now();
			if (!this.newest) {
				this.works.removeIf((work) -> work.endedEarly(now));
			}
			SeenState from = this.bucket.seen().at(now);
			BucketEntry entry = from.entry();
			this.works.forEach((work) -> work.apply(entry, now));
			if (entry.isStateModified()) {
				swap(from, entry, now);
			}
			else if (!this.newest && this.works.stream().anyMatch(QueuedWork::needsNewest)) {
				read();
			}
			else {
				end(null);
			}
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private void read() {
		CompletableFuture<byte @Nullable []> reading = this.store.read(redis(), this.bucket.key());
		this.command = reading;
		reading.whenComplete((bytes, failure) -> {
			if (failure != null) {
				fail(failure);
			}
			else {
				again(bytes);
			}
		});
	}

	private void swap(SeenState from, BucketEntry entry, long now) {
		byte[] next = this.store.bytes(entry);
		long millis = this.store.timeToLive(entry.get(), now);
		SeenState swapped = new SeenState(next, entry.get(), this.store.expiry(millis, now));
		FlushMark mark = this.works.get(0).mark();
		this.wanted = next;
		CompletableFuture<SwapReply> swapping = this.store.swap(redis(), this.bucket.key(), from.bytes(), next, millis,
				mark);
		this.command = swapping;
		swapping.whenComplete((reply, failure) -> {
			if (failure != null) {
				fail(failure);
			}
			else {
				switch (reply.kind()) {
					case SWAPPED -> end(swapped);
					case CHANGED -> again(reply.current());
					default -> endedBefore(reply.current());
				}
			}
		});
	}

	private void again(byte @Nullable [] bytes) {
		this.newest = true;
		this.wanted = null;
		try {
			if (this.bucket.saw(this, SeenState.of(bytes))) {
				step();
			}
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	/** A mark is there: an earlier attempt took effect. */
	private void endedBefore(byte @Nullable [] bytes) {
		try {
			end(SeenState.of(bytes));
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private void end(@Nullable SeenState state) {
		if (state != null) {
			this.bucket.learned(this, state);
		}
		// Before the next batch, which may need no round trip because of it.
		if (this.told.compareAndSet(false, true)) {
			this.works.forEach(QueuedWork::deliver);
		}
		this.bucket.ended(this);
	}

	private void fail(Throwable failure) {
		this.bucket.failed(this);
		this.works.forEach((work) -> work.completeExceptionally(failure));
	}

	private RedisClusterAsyncCommands<byte[], byte[]> redis() {
		return this.works.get(0).redis();
	}

}
