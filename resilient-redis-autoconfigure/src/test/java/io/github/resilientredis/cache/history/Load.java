/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

import io.github.resilientredis.cache.CacheNode;

/**
 * Threads that put, evict, clear, load and read at random, two for each node, and more at
 * the beginning of a fault.
 *
 * <p>
 * If all keys were written until the end, each write would bury what the fault before it
 * had done wrong. So the keys that are written become fewer in the course of a round:
 * each has its last write at another moment, before, during or after a fault. All are
 * read until the end. For the same reason one cache at most is cleared, in some rounds.
 * <p>
 * Shared state: the keys still written and the cache that may be cleared, each replaced
 * as a whole by the thread that causes faults. Operations run under the read lock, so
 * that holding the write lock means that none is under way.
 */
final class Load implements AutoCloseable {

	static final List<String> CACHES = List.of("books", "films");

	static final List<String> KEYS = IntStream.range(0, 25).mapToObj((i) -> "k" + i).toList();

	private static final int THREADS_PER_NODE = 2;

	private static final int BURST = 6;

	private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

	private final ExecutorService threads;

	private final History history;

	private final List<CacheNode> nodes;

	private final Random random;

	private volatile Written written = Written.ALL;

	/** The cache that may be cleared in this round, empty for none. */
	private volatile String clearable = "";

	private volatile boolean closed;

	Load(History history, List<CacheNode> nodes, long seed) {
		this.history = history;
		this.nodes = List.copyOf(nodes);
		this.random = new Random(seed);
		this.threads = Executors.newCachedThreadPool();
		this.gate.writeLock().lock();
		for (CacheNode node : nodes) {
			for (int i = 0; i < THREADS_PER_NODE; i++) {
				Random own = new Random(this.random.nextLong());
				this.threads.execute(() -> run(node, own));
			}
		}
	}

	/** Goes on, with all keys. To be called by the thread that created this. */
	void go() {
		this.written = Written.ALL;
		this.clearable = (this.random.nextInt(3) == 0) ? CACHES.get(this.random.nextInt(CACHES.size())) : "";
		this.gate.writeLock().unlock();
	}

	/** Returns when nothing is under way any more. */
	void pause() {
		this.gate.writeLock().lock();
	}

	/**
	 * Writes to fewer keys from now on.
	 * @param share how many of those that are still written
	 */
	void narrow(double share) {
		List<Slot> left = new ArrayList<>(this.written.slots);
		Collections.shuffle(left, this.random);
		this.written = new Written(List.copyOf(left.subList(0, (int) Math.ceil(left.size() * share))));
	}

	/**
	 * Lets more callers put at the same moment, as a busy node would at the beginning of
	 * a fault.
	 */
	void burst() {
		List<Slot> slots = this.written.slots;
		for (CacheNode node : this.nodes) {
			for (int i = 0; i < BURST; i++) {
				Slot slot = slots.get(this.random.nextInt(slots.size()));
				this.threads.execute(() -> gated(() -> this.history.put(node, slot.cache, slot.key)));
			}
		}
	}

	private void run(CacheNode node, Random own) {
		while (!this.closed) {
			gated(() -> operate(node, own));
			LockSupport.parkNanos(own.nextInt(2_000_000));
		}
	}

	private void gated(Runnable operation) {
		this.gate.readLock().lock();
		try {
			operation.run();
		}
		finally {
			this.gate.readLock().unlock();
		}
	}

	private void operate(CacheNode node, Random own) {
		Written now = this.written;
		Slot slot = now.slots.get(own.nextInt(now.slots.size()));
		int dice = own.nextInt(1000);
		if (dice < 450) {
			Slot any = Written.ALL.slots.get(own.nextInt(Written.ALL.slots.size()));
			this.history.read(node, any.cache, any.key);
		}
		else if (dice < 800) {
			this.history.put(node, slot.cache, slot.key);
		}
		else if (dice < 950) {
			this.history.evict(node, slot.cache, slot.key);
		}
		else if (dice == 999 && !this.clearable.isEmpty() && now.mayBeCleared()) {
			this.history.clear(node, this.clearable);
		}
		else {
			this.history.load(node, slot.cache, slot.key);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		if (this.gate.isWriteLockedByCurrentThread()) {
			this.gate.writeLock().unlock();
		}
		this.threads.shutdown();
		try {
			if (!this.threads.awaitTermination(20, TimeUnit.SECONDS)) {
				throw new IllegalStateException("An operation does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Slot(String cache, String key) {
	}

	/**
	 * The keys that are still written.
	 */
	private record Written(List<Slot> slots) {

		static final Written ALL = new Written(
				CACHES.stream().flatMap((cache) -> KEYS.stream().map((key) -> new Slot(cache, key))).toList());

		/** A clear is a write to all keys, and must not be the last one of each round. */
		boolean mayBeCleared() {
			return this.slots.size() > ALL.slots.size() / 3;
		}

	}

}
