/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that write on, each to keys of its own, whatever Redis does.
 */
@ExtendWith(RedisKitExtension.class)
class DurableWritesOutagesIT {

	private static final int THREADS = 4;

	private static final int KEYS_EACH = 3;

	private static final long PAUSE_NANOS = 1_000_000;

	@Test
	void whatWasSubmittedInAnyOutageIsInRedisAfterwardsInOrder(RedisServer server) throws Exception {
		try (JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, new NumberedWrites()).connected();
				Writers writers = new Writers(node)) {
			outage(node, writers, GuardState.UNAVAILABLE, node.proxy::refuse, node.proxy::pass);
			outage(node, writers, GuardState.UNAVAILABLE, server::hang, server::resume);
			outage(node, writers, GuardState.WRITES_REFUSED, server::makeReadOnly, server::makeWritable);
			outage(node, writers, GuardState.WRITES_REFUSED, server::fillMemory, server::freeMemory);
			outage(node, writers, GuardState.UNAVAILABLE, node.proxy::blackHole, node.proxy::pass);
			writers.pause();
			node.settles();
			writers.check(server, true);
			writers.resume();
			outage(node, writers, GuardState.UNAVAILABLE, server::kill, server::startUp);
			writers.pause();
			node.settles();
			writers.check(server, false);
		}
	}

	/**
	 * What is under way when the loss is found must not be overtaken by what is repeated.
	 */
	@Test
	void whenDataAreLostWhileWritersGoOnThenAllIsThereAgainAndTheLastWordStands(RedisServer server) throws Exception {
		try (CapturedLog log = new CapturedLog();
				JournalNode node = JournalNode.writing(server, JournalNode.IN_MEMORY, new NumberedWrites()).connected();
				Writers writers = new Writers(node)) {
			for (int i = 0; i < 3; i++) {
				long before = writers.submitted();
				Awaitility.await().until(() -> writers.submitted() > before + 500);
				server.command("FLUSHALL");
				node.beats(server, 2);
			}
			writers.pause();
			node.settles();
			assertThat(log.lines("Redis has lost data (EMPTIED)")).hasSizeGreaterThanOrEqualTo(3);
			writers.check(server, false);
		}
	}

	private static void outage(JournalNode node, Writers writers, GuardState state, Runnable fault, Runnable end) {
		long direct = writers.applied();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(5))
			.until(() -> writers.applied() > direct + 100);
		fault.run();
		node.reaches(state, Duration.ofSeconds(5));
		long before = writers.journalled();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(5))
			.until(() -> writers.journalled() > before + 200);
		end.run();
		node.reaches(GuardState.AVAILABLE, Duration.ofSeconds(6));
	}

	/**
	 * Each thread counts upwards, each of its keys in turn; it is told to pause and to
	 * end.
	 */
	private static final class Writers implements AutoCloseable {

		private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

		private final JournalNode node;

		private final AtomicLongArray last = new AtomicLongArray(THREADS * KEYS_EACH);

		private final List<Map<WriteOutcome, Long>> outcomes = new ArrayList<>();

		private volatile boolean going;

		private List<Future<?>> runs = new ArrayList<>();

		Writers(JournalNode node) {
			this.node = node;
			for (int i = 0; i < THREADS; i++) {
				this.outcomes.add(new EnumMap<>(Map.of(WriteOutcome.APPLIED, 0L, WriteOutcome.JOURNALLED, 0L)));
			}
			resume();
		}

		void resume() {
			this.going = true;
			this.runs = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int thread = i;
				this.runs.add(this.threads.submit(() -> run(thread)));
			}
		}

		void pause() throws Exception {
			this.going = false;
			for (Future<?> run : this.runs) {
				run.get(5, TimeUnit.SECONDS);
			}
		}

		private void run(int thread) {
			for (int i = 0; this.going; i++) {
				int key = thread * KEYS_EACH + i % KEYS_EACH;
				byte[] number = JournalNode.bytes(String.valueOf(this.last.get(key) + 1));
				WriteOutcome outcome = this.node.writes.submit(NumberedWrites.TYPE, JournalNode.bytes("k" + key),
						number);
				this.last.incrementAndGet(key);
				Map<WriteOutcome, Long> mine = this.outcomes.get(thread);
				synchronized (mine) {
					mine.merge(outcome, 1L, Long::sum);
				}
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}

		long submitted() {
			return applied() + journalled();
		}

		long applied() {
			return count(WriteOutcome.APPLIED);
		}

		long journalled() {
			return count(WriteOutcome.JOURNALLED);
		}

		private long count(WriteOutcome outcome) {
			return this.outcomes.stream().mapToLong((mine) -> {
				synchronized (mine) {
					return mine.getOrDefault(outcome, 0L);
				}
			}).sum();
		}

		void check(RedisServer server, boolean ordered) {
			assertThat(applied()).as("applied at once").isGreaterThan(300);
			long repeats = 0;
			for (int key = 0; key < this.last.length(); key++) {
				long last = this.last.get(key);
				assertThat(last).as("numbers of k" + key).isGreaterThan(50);
				assertThat(server.command("ZCARD", "set:k" + key)).as("all numbers of k" + key).isEqualTo(last);
				assertThat(server.command("GET", "last:k" + key)).as("last word of k" + key)
					.isEqualTo(String.valueOf(last));
				long[] log = JournalNode.list(server, "log:k" + key).stream().mapToLong(Long::parseLong).toArray();
				repeats += log.length - last;
				if (ordered) {
					assertThat(log).as("order of k" + key).isSorted();
				}
			}
			LoggerFactory.getLogger("figures")
				.warn("{} writes applied at once, {} journalled; {} arrived more than once; last words {}", applied(),
						journalled(), repeats, Arrays.asList(this.last));
		}

		@Override
		public void close() {
			this.going = false;
			this.threads.shutdownNow();
		}

	}

}
