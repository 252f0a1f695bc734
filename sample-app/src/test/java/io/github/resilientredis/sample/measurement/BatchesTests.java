/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.sample.SampleTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.cache.CacheManager;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestConstructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Batches}: how many there may be, and how they end.
 */
@SampleTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BatchesTests {

	private static final List<Measurement> ONE = List.of(new Measurement(1750, 700, 800));

	private final CountDownLatch gate = new CountDownLatch(1);

	private final ThreadPoolExecutor worker = Batches.worker();

	private final Batches batches;

	BatchesTests(CacheManager caches) {
		this.batches = new Batches((ResilientCache) Objects.requireNonNull(caches.getCache("measurements")),
				this.worker);
	}

	@AfterEach
	void close() {
		this.gate.countDown();
		this.batches.close();
	}

	@Test
	void aUserHasSoManyInWorkAndMoreWhenTheyAreOver() {
		block();
		for (int i = 0; i < Batches.MOST_OF_USER; i++) {
			this.batches.begin("ada", ONE);
		}
		assertThatExceptionOfType(BatchRefusedException.class).isThrownBy(() -> this.batches.begin("ada", ONE))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS))
			.satisfies((ex) -> assertThat(ex.getHeaders().getFirst("Retry-After")).isEqualTo("2"));
		assertThat(this.batches.begin("bob", ONE).state()).isEqualTo(BatchState.QUEUED);
		this.gate.countDown();
		Awaitility.await().untilAsserted(() -> this.batches.begin("ada", ONE));
	}

	@Test
	void allTogetherHaveSoManyWaiting() {
		block();
		for (int i = 0; i < Batches.MOST_WAITING; i++) {
			this.batches.begin("user-" + i, ONE);
		}
		assertThatExceptionOfType(BatchRefusedException.class).isThrownBy(() -> this.batches.begin("ada", ONE))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
	}

	@Test
	void onlySoManyAreKeptAndTheOldestGoFirst() {
		List<Batch> all = new ArrayList<>();
		for (int i = 0; i < Batches.MOST + 2; i++) {
			Batch batch = this.batches.begin("ada", ONE);
			all.add(batch);
			Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> batch.state() == BatchState.DONE);
		}
		assertThat(this.batches.find("ada", all.get(1).id())).isEmpty();
		assertThat(this.batches.find("ada", all.get(2).id())).contains(all.get(2));
		assertThat(this.batches.find("bob", all.get(2).id())).isEmpty();
		assertThat(all.get(2).results()).hasSize(1);
	}

	@Test
	void whenTheApplicationStopsThenWhatIsInWorkIsCancelled() {
		block();
		Batch waiting = this.batches.begin("ada", ONE);
		this.batches.close();
		assertThat(waiting.state()).isEqualTo(BatchState.CANCELLED);
		assertThat(waiting.results()).isNull();
		assertThatExceptionOfType(BatchRefusedException.class).isThrownBy(() -> this.batches.begin("bob", ONE));
	}

	/** Keeps the one thread busy until the gate opens or the thread is interrupted. */
	private void block() {
		CountDownLatch busy = new CountDownLatch(1);
		this.worker.execute(() -> {
			busy.countDown();
			try {
				this.gate.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		Awaitility.await().until(() -> busy.getCount() == 0);
	}

}
