/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.github.resilientredis.sample.soak.Calls.WrongAnswerException;

/**
 * Clients at work. Acting holds the gate's read lock; whoever pauses the load holds the
 * write lock, so nothing is under way then. To be controlled by one thread.
 */
final class Load implements AutoCloseable {

	private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Client> all = new ArrayList<>();

	private final History history;

	private final Random random;

	private volatile boolean closed;

	/** Creates it, paused. */
	Load(History history, long seed) {
		this.history = history;
		this.random = new Random(seed);
		this.gate.writeLock().lock();
	}

	/**
	 * One more thread.
	 * @param pause how long it rests after each action, on average
	 * @param clients whose actions it takes, in any order
	 */
	void add(Duration pause, List<? extends Client> clients) {
		this.all.addAll(clients);
		Random own = new Random(this.random.nextLong());
		this.threads.execute(() -> {
			while (!this.closed) {
				gated(clients.get(own.nextInt(clients.size())));
				LockSupport.parkNanos(own.nextLong(2 * pause.toNanos()));
			}
		});
	}

	private void gated(Client client) {
		this.gate.readLock().lock();
		try {
			if (!this.closed) {
				client.act();
			}
		}
		catch (WrongAnswerException ex) {
			// It was taken down, and the client knows that it does not know.
		}
		catch (RuntimeException ex) {
			this.history.violated("client failed", String.valueOf(client), ex.toString());
		}
		finally {
			this.gate.readLock().unlock();
		}
	}

	void go() {
		this.gate.writeLock().unlock();
	}

	/** Nothing is under way when this returns. */
	void pause() {
		this.gate.writeLock().lock();
	}

	/** Lets all clients look for what they know, some at once. */
	void settled() {
		ExecutorService few = Executors.newFixedThreadPool(6);
		try {
			CompletableFuture
				.allOf(this.all.stream()
					.map((client) -> CompletableFuture.runAsync(() -> settled(client), few))
					.toArray(CompletableFuture<?>[]::new))
				.join();
		}
		finally {
			few.shutdown();
		}
	}

	private void settled(Client client) {
		try {
			client.settled();
		}
		catch (WrongAnswerException ex) {
			// It was taken down.
		}
		catch (RuntimeException ex) {
			this.history.violated("client failed", String.valueOf(client), ex.toString());
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
			if (!this.threads.awaitTermination(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("A call does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
