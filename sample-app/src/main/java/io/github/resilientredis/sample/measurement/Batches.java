/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.cache.ResilientCache;

/**
 * The batches of this node: one is worked on, some wait, and those that are over are kept
 * for a while to be looked at.
 *
 * <p>
 * The map is read and written under this object's monitor, held for a walk through at
 * most {@link #MOST} batches.
 */
class Batches implements AutoCloseable {

	/** Of one user that are not over. */
	static final int MOST_OF_USER = 3;

	/** That wait for their turn, of all users. */
	static final int MOST_WAITING = 20;

	/** That are kept, of all users. */
	static final int MOST = 50;

	private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

	private final ResilientCache cache;

	private final Map<String, Batch> batches = new LinkedHashMap<>();

	private final ThreadPoolExecutor executor;

	Batches(ResilientCache cache) {
		this(cache, worker());
	}

	Batches(ResilientCache cache, ThreadPoolExecutor executor) {
		this.cache = cache;
		this.executor = executor;
	}

	static ThreadPoolExecutor worker() {
		ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(MOST_WAITING), (task) -> {
					Thread thread = new Thread(task, "measurement-batches");
					thread.setDaemon(true);
					return thread;
				});
		worker.allowCoreThreadTimeOut(true);
		return worker;
	}

	/**
	 * Accept a batch.
	 * @param user whose
	 * @param measurements what to compute
	 * @return the batch, waiting or in work
	 * @throws BatchRefusedException if there are too many
	 */
	synchronized Batch begin(String user, List<Measurement> measurements) {
		this.batches.values().removeIf((batch) -> batch.state().isOver() && batch.age() > KEPT_NANOS);
		if (inWork(user) >= MOST_OF_USER) {
			throw BatchRefusedException.ofUser();
		}
		Batch batch = new Batch(UUID.randomUUID().toString(), user, measurements, this.cache);
		try {
			this.executor.execute(batch);
		}
		catch (RejectedExecutionException ex) {
			throw BatchRefusedException.ofAll();
		}
		this.batches.put(batch.id(), batch);
		dropOldest();
		return batch;
	}

	private long inWork(String user) {
		return this.batches.values().stream().filter((batch) -> batch.isOf(user) && !batch.state().isOver()).count();
	}

	private void dropOldest() {
		Iterator<Batch> oldest = this.batches.values().iterator();
		while (this.batches.size() > MOST && oldest.hasNext()) {
			if (oldest.next().state().isOver()) {
				oldest.remove();
			}
		}
	}

	/**
	 * Find a batch.
	 * @param user whose; those of others do not exist
	 * @param id its id
	 * @return the batch
	 */
	synchronized Optional<Batch> find(String user, String id) {
		return Optional.ofNullable(this.batches.get(id)).filter((batch) -> batch.isOf(user));
	}

	/** End what is in work: its results are lost, what it put into the cache is not. */
	@Override
	public void close() {
		for (Runnable waiting : this.executor.shutdownNow()) {
			((Batch) waiting).cancel();
		}
	}

}
