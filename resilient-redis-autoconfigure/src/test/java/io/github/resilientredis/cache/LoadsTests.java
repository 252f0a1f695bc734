/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One load per key and node.
 */
@Timeout(20)
class LoadsTests {

	private static final int THREADS = 16;

	private final ConcurrentMap<Thread, Load> waiting = new ConcurrentHashMap<>();

	private final Loads loads = new Loads(this.waiting, Duration.ofSeconds(60));

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@AfterEach
	void shutDown() {
		this.executor.shutdownNow();
	}

	@Test
	void callersOfOneKeyShareOneLoad() throws Exception {
		AtomicInteger count = new AtomicInteger();
		CountDownLatch release = new CountDownLatch(1);
		List<Future<Object>> results = stampede(() -> this.loads.once("key", (wanted) -> {
			awaitLatch(release);
			return "value " + count.incrementAndGet();
		}));
		release.countDown();
		for (Future<Object> result : results) {
			assertThat(result.get()).isEqualTo("value 1");
		}
		assertThat(count).hasValue(1);
		assertThat(this.waiting).isEmpty();
	}

	@Test
	void callersOfOneKeyShareTheException() {
		AtomicInteger count = new AtomicInteger();
		CountDownLatch release = new CountDownLatch(1);
		List<Future<Object>> results = stampede(() -> this.loads.once("key", (wanted) -> {
			awaitLatch(release);
			throw new IllegalStateException("failure " + count.incrementAndGet());
		}));
		release.countDown();
		for (Future<Object> result : results) {
			assertThat(result).failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.havingCause()
				.withMessage("failure 1");
		}
		assertThat(this.loads.once("key", (wanted) -> "again")).isEqualTo("again");
	}

	private List<Future<Object>> stampede(Callable<Object> call) {
		List<Future<Object>> results = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			results.add(this.executor.submit(call));
		}
		Awaitility.await().until(() -> this.waiting.size() == THREADS - 1);
		return results;
	}

	@Test
	void loadWithinTheSameLoadIsDoneAtOnce() {
		Object value = this.loads.once("key", (wanted) -> "outer " + this.loads.once("key", (inner) -> "inner"));
		assertThat(value).isEqualTo("outer inner");
	}

	@Test
	void loadsThatNeedEachOtherEnd() throws Exception {
		Loads others = new Loads(this.waiting, Duration.ofSeconds(60));
		CountDownLatch both = new CountDownLatch(2);
		Future<Object> one = this.executor.submit(() -> this.loads.once("a", (wanted) -> {
			meet(both);
			return others.once("b", (inner) -> "b");
		}));
		Future<Object> two = this.executor.submit(() -> others.once("b", (wanted) -> {
			meet(both);
			return this.loads.once("a", (inner) -> "a");
		}));
		assertThat(one.get(10, TimeUnit.SECONDS)).isNotNull();
		assertThat(two.get(10, TimeUnit.SECONDS)).isNotNull();
	}

	@Test
	void whoHasWaitedLongEnoughLoadsAlone() {
		Loads impatient = new Loads(this.waiting, Duration.ofMillis(20));
		CountDownLatch release = new CountDownLatch(1);
		Future<Object> slow = this.executor.submit(() -> impatient.once("key", (wanted) -> {
			awaitLatch(release);
			return "slow";
		}));
		Awaitility.await().until(() -> impatient.isLoading("key"));
		assertThat(impatient.once("key", (wanted) -> "own")).isEqualTo("own");
		assertThat(impatient.onceAsync("key", (wanted) -> CompletableFuture.completedFuture("own async")).join())
			.isEqualTo("own async");
		release.countDown();
		assertThat(slow).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("slow");
	}

	@Test
	void interruptedCallerLoadsAloneAndStaysInterrupted() {
		CompletableFuture<Object> never = new CompletableFuture<>();
		this.loads.onceAsync("key", (wanted) -> never);
		Thread.currentThread().interrupt();
		assertThat(this.loads.once("key", (wanted) -> "own")).isEqualTo("own");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whoComesAfterAChangeLoadsAnewAndTheOldLoadIsUnwanted() {
		CompletableFuture<Object> old = new CompletableFuture<>();
		CompletableFuture<Boolean> oldWanted = new CompletableFuture<>();
		CompletableFuture<Object> first = this.loads.onceAsync("key", (wanted) -> old.thenApply((value) -> {
			oldWanted.complete(wanted.getAsBoolean());
			return value;
		}));
		this.loads.detach("key");
		assertThat(this.loads.once("key", (wanted) -> wanted.getAsBoolean() ? "new" : "unwanted")).isEqualTo("new");
		old.complete("old");
		assertThat(first).isCompletedWithValue("old");
		assertThat(oldWanted).isCompletedWithValue(false);
	}

	@Test
	void waitingAndAsynchronousCallersShareALoad() throws Exception {
		CompletableFuture<Object> value = new CompletableFuture<>();
		CompletableFuture<Object> asynchronous = this.loads.onceAsync("key", (wanted) -> value);
		Future<Object> waiting = this.executor.submit(() -> this.loads.once("key", (wanted) -> "other"));
		Awaitility.await().until(() -> this.waiting.size() == 1);
		value.complete("shared");
		assertThat(waiting.get()).isEqualTo("shared");
		assertThat(asynchronous).isCompletedWithValue("shared");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.loads.once("key", (wanted) -> {
			throw new IllegalStateException();
		}));
		assertThat(this.loads.isLoading("key")).isFalse();
	}

	private static void meet(CountDownLatch latch) {
		latch.countDown();
		awaitLatch(latch);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
