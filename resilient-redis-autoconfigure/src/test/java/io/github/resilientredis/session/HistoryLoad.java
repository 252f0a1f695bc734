/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Users at work, a few threads' worth of them at once; each belongs to one thread. To be
 * controlled by one thread.
 */
final class HistoryLoad implements AutoCloseable {

	private static final int THREADS = 8;

	private static final long PAUSE = Duration.ofMillis(3).toNanos();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final List<CompletableFuture<Void>> work = new ArrayList<>();

	private final List<SessionUser> users;

	private volatile boolean going;

	HistoryLoad(List<SessionUser> users) {
		this.users = List.copyOf(users);
	}

	void go() {
		this.going = true;
		for (int i = 0; i < THREADS; i++) {
			int thread = i;
			this.work.add(CompletableFuture.runAsync(() -> work(thread), this.threads));
		}
	}

	private void work(int thread) {
		List<SessionUser> own = new ArrayList<>();
		for (int i = thread; i < this.users.size(); i += THREADS) {
			own.add(this.users.get(i));
		}
		Random random = new Random();
		while (this.going) {
			own.get(random.nextInt(own.size())).act();
			LockSupport.parkNanos(PAUSE);
		}
	}

	/** Nothing is under way when this returns. */
	void pause() {
		this.going = false;
		CompletableFuture.allOf(this.work.toArray(CompletableFuture<?>[]::new)).join();
		this.work.clear();
	}

	/** Does something for each user, some at once. */
	<T> void forEach(Iterable<T> all, Consumer<T> action) {
		List<CompletableFuture<Void>> done = new ArrayList<>();
		all.forEach((each) -> done.add(CompletableFuture.runAsync(() -> action.accept(each), this.threads)));
		CompletableFuture.allOf(done.toArray(CompletableFuture<?>[]::new)).join();
	}

	@Override
	public void close() {
		this.going = false;
		this.threads.shutdownNow();
	}

}
