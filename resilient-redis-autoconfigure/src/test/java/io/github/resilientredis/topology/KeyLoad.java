/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.session.ResilientSession;

/**
 * Callers of a node that use cache, sessions, throttle and durable writes without pause,
 * with keys that are in the hands of the test.
 * <p>
 * Shared state: counters and failures, written by the callers under their own locks, read
 * by the test, which sees what was written before.
 */
final class KeyLoad implements AutoCloseable {

	private static final Duration BETWEEN = Duration.ofMillis(5);

	private static final RedisOperation GET = RedisOperation.idempotent("load.get");

	private final FeatureNode node;

	private final Predicate<String> sessions;

	private final List<Thread> callers = new ArrayList<>();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicLong calls = new AtomicLong();

	private final AtomicLong longest = new AtomicLong();

	private final AtomicLong fallbacks = new AtomicLong();

	private volatile boolean ended;

	private KeyLoad(FeatureNode node, Predicate<String> sessions) {
		this.node = node;
		this.sessions = sessions;
	}

	/**
	 * Starts a caller for each name.
	 * @param node what is called
	 * @param names what the callers' keys end in
	 * @param sessions which keys sessions may have
	 * @return the load, running
	 */
	static KeyLoad on(FeatureNode node, List<String> names, Predicate<String> sessions) {
		KeyLoad load = new KeyLoad(node, sessions);
		for (String name : names) {
			Thread caller = new Thread(() -> load.call(name), "load-" + name);
			load.callers.add(caller);
			caller.start();
		}
		return load;
	}

	private void call(String name) {
		for (long i = 0; !this.ended; i++) {
			long start = System.nanoTime();
			try {
				round(name, i);
			}
			catch (Throwable ex) {
				this.failures.add(ex);
			}
			this.longest.accumulateAndGet(System.nanoTime() - start, Math::max);
			this.calls.incrementAndGet();
			LockSupport.parkNanos(BETWEEN.toNanos());
		}
	}

	private void round(String name, long number) {
		switch ((int) (number % 5)) {
			case 0 -> this.node.cache("numbers").put(name, String.valueOf(number));
			case 1 -> read(name);
			case 2 -> {
				ResilientSession session = session();
				this.node.sessions().save(session);
				if (this.node.sessions().findById(session.getId()) == null) {
					throw new IllegalStateException("A session just begun is not known");
				}
				this.node.sessions().deleteById(session.getId());
			}
			case 3 -> this.node.throttle().tryAcquire(FeatureNode.LIMIT, name);
			default -> this.node.write(name, String.valueOf(number));
		}
	}

	/** A plain read, of the load or one more. */
	void read(String name) {
		this.node.guard()
			.execute(GET.onKey(name.getBytes(StandardCharsets.UTF_8)), (redis) -> redis.hasKey(name), (failure) -> {
				this.fallbacks.incrementAndGet();
				return false;
			});
	}

	private ResilientSession session() {
		return Stream.generate(this.node.sessions()::createSession)
			.filter((session) -> this.sessions.test("spring:session:sessions:" + session.getId()))
			.findFirst()
			.orElseThrow();
	}

	/** Everything that came out of a feature as an exception. */
	List<Throwable> failures() {
		return List.copyOf(this.failures);
	}

	/** How many calls have ended. */
	long calls() {
		return this.calls.get();
	}

	/** How many plain reads were answered without Redis. */
	long fallbacks() {
		return this.fallbacks.get();
	}

	/** The longest call since the last time this was asked for. */
	Duration longest() {
		return Duration.ofNanos(this.longest.getAndSet(0));
	}

	/** Ends the callers, and returns when they have. */
	@Override
	public void close() {
		this.ended = true;
		for (Thread caller : this.callers) {
			try {
				caller.join(10_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
