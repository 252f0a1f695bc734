/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

import io.github.resilientredis.cache.ResilientCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on many measurements: one bulk read of the cache, the computation of what it
 * does not have, one bulk write.
 *
 * <p>
 * Its progress is written by the one thread that runs it, or by the one that cancels it
 * before it runs, and read by any. Each field is a moment of its own: a reader may see
 * {@code done} and {@code computed} of different moments, but all of them, and the
 * results, once it has seen that the batch is over.
 */
class Batch implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Batch.class);

	private final String id;

	private final String owner;

	private final List<Measurement> measurements;

	private final ResilientCache cache;

	private final long begun = System.nanoTime();

	private List<BodyResult> results = List.of();

	private volatile int cached;

	private volatile int computed;

	private volatile long nanos;

	private volatile BatchState state = BatchState.QUEUED;

	Batch(String id, String owner, List<Measurement> measurements, ResilientCache cache) {
		this.id = id;
		this.owner = owner;
		this.measurements = List.copyOf(measurements);
		this.cache = cache;
	}

	String id() {
		return this.id;
	}

	boolean isOf(String user) {
		return this.owner.equals(user);
	}

	BatchState state() {
		return this.state;
	}

	/**
	 * How long ago it was accepted.
	 * @return nanoseconds
	 */
	long age() {
		return System.nanoTime() - this.begun;
	}

	@Override
	public void run() {
		this.state = BatchState.RUNNING;
		try {
			work();
			end(BatchState.DONE);
		}
		catch (CancellationException ex) {
			end(BatchState.CANCELLED);
		}
		catch (RuntimeException ex) {
			logger.error("A batch of {} measurements failed", this.measurements.size(), ex);
			end(BatchState.FAILED);
		}
	}

	void cancel() {
		end(BatchState.CANCELLED);
	}

	private void end(BatchState last) {
		this.nanos = age();
		this.state = last;
	}

	private void work() {
		Map<String, BodyResult> found = read();
		this.cached = (int) this.measurements.stream().filter((each) -> found.containsKey(each.key())).count();
		Map<String, BodyResult> fresh = new LinkedHashMap<>();
		List<BodyResult> all = new ArrayList<>(this.measurements.size());
		for (Measurement measurement : this.measurements) {
			stopIfAsked();
			BodyResult known = found.get(measurement.key());
			if (known == null) {
				known = fresh.computeIfAbsent(measurement.key(), (key) -> measurement.compute());
				this.computed = this.computed + 1;
			}
			all.add(known);
		}
		if (!fresh.isEmpty()) {
			this.cache.putAll(fresh);
		}
		this.results = List.copyOf(all);
	}

	private Map<String, BodyResult> read() {
		Map<String, BodyResult> found = new LinkedHashMap<>();
		this.cache.getAll(this.measurements.stream().map(Measurement::key).toList()).forEach((key, value) -> {
			if (value instanceof BodyResult result) {
				found.put(key, result);
			}
		});
		return found;
	}

	private static void stopIfAsked() {
		if (Thread.currentThread().isInterrupted()) {
			throw new CancellationException();
		}
	}

	Progress progress() {
		BatchState now = this.state;
		long took = now.isOver() ? this.nanos : age();
		return new Progress(this.id, now, this.cached + this.computed, this.measurements.size(), this.cached,
				this.computed, took / 1_000_000);
	}

	/**
	 * The results, in the order of the measurements.
	 * @return {@code null} unless it is done
	 */
	@Nullable List<BodyResult> results() {
		return (this.state == BatchState.DONE) ? Objects.requireNonNull(this.results) : null;
	}

	/**
	 * How far a batch is.
	 *
	 * @param id the batch
	 * @param state how far
	 * @param done how many measurements have a result
	 * @param total how many there are
	 * @param cached how many results came from the cache
	 * @param computed how many were computed
	 * @param millis since it was accepted, or until it was over
	 */
	record Progress(String id, BatchState state, int done, int total, int cached, int computed, long millis) {

	}

}
