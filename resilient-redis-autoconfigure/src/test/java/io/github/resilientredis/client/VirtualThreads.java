/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.throttle.Throttle;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Virtual threads that all use cache, sessions, a limit and durable writes, with pauses,
 * until they are told to end; each call is timed by itself.
 *
 * <p>
 * All of them write the figures, which are replaced whole at the beginning of a phase; a
 * call counts in the phase it ends in.
 */
final class VirtualThreads implements AutoCloseable {

	private final Features features;

	private final Throttle throttle;

	private final ExecutorService executor;

	private final AtomicInteger running = new AtomicInteger();

	private volatile Figures figures = new Figures();

	private volatile boolean ended;

	VirtualThreads(BeanFactory beans) {
		this.features = new Features(beans);
		this.throttle = beans.getBean(Throttle.class);
		this.executor = executor();
	}

	/** By name, for this is compiled for Java 17. */
	private static ExecutorService executor() {
		try {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Virtual threads need Java 21", ex);
		}
	}

	/** Starts them all at once, when one round has loaded the classes. */
	void begin(int threads) {
		round(threads, "first");
		for (int i = 0; i < threads; i++) {
			int number = i;
			this.executor.execute(() -> run(number));
		}
	}

	/** Runs something in a virtual thread with a name, and waits for its end. */
	void run(String name, Runnable task) throws Exception {
		this.executor.submit(() -> {
			Thread.currentThread().setName(name);
			task.run();
		}).get();
	}

	/** Ends a phase and says how it was. */
	String next() {
		Figures last = this.figures;
		this.figures = new Figures();
		return this.running.get() + " " + last;
	}

	long calls() {
		return this.figures.calls.get();
	}

	private void run(int number) {
		Thread.currentThread().setName("virtual-" + number);
		this.running.incrementAndGet();
		try {
			for (int i = 0; !this.ended; i++) {
				round(number, "v" + number + "-" + i);
				// A caller thinks before the next call; unmounts, as all that waits
				// should.
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(1000, 2000)));
			}
		}
		finally {
			this.running.decrementAndGet();
		}
	}

	private void round(int number, String name) {
		Cache cache = this.features.cache();
		timed("cache.put", () -> cache.put(name, name));
		timed("cache.get", () -> cache.get(name));
		timed("cache.load", () -> expect("loaded", cache.get("other-" + name, () -> "loaded")));
		timed("throttle", () -> this.features.admitted("pages", "key-" + number));
		useSession(this.features.sessions(), name);
		timed("durable", () -> this.features.durable("list-" + number % 16, name));
	}

	private <S extends Session> void useSession(SessionRepository<S> sessions, String name) {
		S session = sessions.createSession();
		session.setAttribute("name", name);
		timed("session.save", () -> sessions.save(session));
		timed("session.find",
				() -> expect(name, this.features.sessionName(session.getId()).orElse("no session of that id")));
	}

	private static void expect(String expected, @Nullable Object actual) {
		if (!expected.equals(actual)) {
			throw new IllegalStateException("Expected " + expected + ", but was " + actual);
		}
	}

	private void timed(String call, Runnable work) {
		long start = System.nanoTime();
		@Nullable RuntimeException failure = null;
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		this.figures.add(call, Duration.ofNanos(System.nanoTime() - start), failure);
	}

	@Override
	public void close() {
		this.ended = true;
		this.executor.shutdown();
		boolean terminated = false;
		try {
			terminated = this.executor.awaitTermination(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!terminated) {
			throw new IllegalStateException(this.running.get() + " virtual threads do not end");
		}
	}

	private record Slowest(Duration took, String call) {
	}

	/** What happened in a phase. */
	private static final class Figures {

		private final AtomicLong calls = new AtomicLong();

		private final AtomicReference<Slowest> slowest = new AtomicReference<>(new Slowest(Duration.ZERO, "none"));

		private final AtomicLong failed = new AtomicLong();

		/** The first of them. */
		private final Queue<String> failures = new ArrayBlockingQueue<>(5);

		void add(String call, Duration took, @Nullable RuntimeException failure) {
			this.calls.incrementAndGet();
			this.slowest.accumulateAndGet(new Slowest(took, call),
					(known, added) -> (added.took().compareTo(known.took()) > 0) ? added : known);
			if (failure != null) {
				this.failed.incrementAndGet();
				this.failures.offer(call + ": " + failure);
			}
		}

		@Override
		public String toString() {
			Slowest known = Objects.requireNonNull(this.slowest.get());
			return this.calls + " " + known.took().toMillis() + " " + known.call() + " " + this.failed + " "
					+ this.failures;
		}

	}

}
