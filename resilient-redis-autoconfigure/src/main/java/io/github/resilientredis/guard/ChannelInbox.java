/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for the thread that calls the listeners, in order; bounded by number and by
 * size, so that a slow listener cannot fill the memory.
 *
 * <p>
 * The queue is the executor's; client threads and the channel's own thread put in, the
 * executor's one thread takes out. The sum of sizes is atomic, raised before an item is
 * put in and lowered after it was run or thrown away, so it is never too low.
 */
final class ChannelInbox {

	static final int MAX_ITEMS = 8192;

	static final long MAX_BYTES = 4L << 20;

	private final ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MAX_ITEMS), GuardThreads.named("resilient-redis-channel-listeners"));

	private final AtomicLong bytes = new AtomicLong();

	/**
	 * Have something done after what waits already.
	 * @param size how much memory it holds
	 * @param task what to do
	 * @return {@code false} if there is no room, or no thread any more
	 */
	boolean offer(int size, Runnable task) {
		Item item = new Item(size, task);
		if (this.bytes.addAndGet(size) <= MAX_BYTES) {
			try {
				this.thread.execute(item);
				return true;
			}
			catch (RejectedExecutionException ex) {
				// Full or stopped.
			}
		}
		this.bytes.addAndGet(-size);
		return false;
	}

	/** Throw away what waits. */
	void clear() {
		for (Runnable next = this.thread.getQueue().poll(); next != null; next = this.thread.getQueue().poll()) {
			this.bytes.addAndGet(-((Item) next).size);
		}
	}

	void stop() {
		this.thread.shutdownNow();
		try {
			this.thread.awaitTermination(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** One thing to do. */
	private final class Item implements Runnable {

		private final int size;

		private final Runnable task;

		Item(int size, Runnable task) {
			this.size = size;
			this.task = task;
		}

		@Override
		public void run() {
			try {
				this.task.run();
			}
			finally {
				ChannelInbox.this.bytes.addAndGet(-this.size);
			}
		}

	}

}
