/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for sessions in every database when several nodes are at work at once.
 */
abstract class ConcurrentSessionDatabaseContract extends HostileSessionDatabaseContract {

	private static final int THREADS = 6;

	private static final int ROUNDS = 15;

	@Test
	void changesOfDifferentAttributesAllSurvive() throws Exception {
		String id = created(Map.of());
		atOnce((thread) -> {
			for (int round = 0; round < ROUNDS; round++) {
				Map<String, String> mine = Map.of("own" + thread, "v" + round, "new" + thread + "-" + round, "x");
				assertThat(this.database.change(id, change(NOW + round, mine), null)).isTrue();
			}
			return true;
		});
		Map<String, String> texts = texts(found(id));
		assertThat(texts).hasSize(THREADS + THREADS * ROUNDS);
		IntStream.range(0, THREADS)
			.forEach((thread) -> assertThat(texts).containsEntry("own" + thread, "v" + (ROUNDS - 1)));
		assertThat(found(id).accessedAt()).isEqualTo(NOW + ROUNDS - 1);
	}

	@Test
	void theSameNewAttributesCanBeAddedAtOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String id = created(Map.of());
			atOnce((thread) -> {
				String value = "v" + thread;
				return this.database.change(id, change(NOW, Map.of("a", value, "b", value)), null);
			});
			Map<String, String> texts = texts(found(id));
			assertThat(texts).containsOnlyKeys("a", "b");
			assertThat(texts.get("a")).isEqualTo(texts.get("b"));
		}
	}

	@Test
	void theSameSessionCanBeCreatedAtOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String id = id();
			atOnce((thread) -> {
				Map<String, String> mine = Map.of("a", "v" + thread, "own" + thread, "v");
				this.database.create(new StoredSession(id, NOW, NOW, HALF_HOUR, attributes(mine)), "user" + thread);
				return true;
			});
			Map<String, String> texts = texts(found(id));
			assertThat(texts).hasSize(2).containsKey(String.valueOf(texts.get("a")).replace("v", "own"));
		}
		assertThat(this.tables.sessions()).isEqualTo(ROUNDS);
	}

	@Test
	void ofRotationsAtOnceOneWins() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			this.tables.clear();
			String id = created(Map.of("a", "one"));
			List<String> ids = IntStream.range(0, THREADS).mapToObj((thread) -> id()).toList();
			List<Boolean> won = atOnce((thread) -> this.database.rotate(id, ids.get(thread),
					change(NOW, Map.of("by", "v" + thread)), null));
			assertThat(Collections.frequency(won, true)).isOne();
			assertThat(this.database.find(id)).isNull();
			assertThat(texts(found(ids.get(won.indexOf(true)))))
				.isEqualTo(Map.of("a", "one", "by", "v" + won.indexOf(true)));
			assertThat(this.tables.sessions()).isOne();
		}
	}

	@Test
	void anEndedSessionStaysEnded() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String id = created(Map.of("a", "one"));
			atOnce((thread) -> {
				if (thread == 0) {
					this.database.end(id);
				}
				else {
					this.database.change(id, change(NOW, Map.of("own" + thread, "v")), null);
					this.database.touch(List.of(new SessionTouch(id, NOW + thread, HALF_HOUR)));
				}
				return true;
			});
			assertThat(this.database.find(id)).isNull();
		}
		assertThat(this.tables.sessions()).isZero();
		assertThat(this.tables.attributes()).isZero();
	}

	@Test
	void touchesInAnyOrderAndCleaningDoNotHinderEachOther() throws Exception {
		List<SessionTouch> touches = new ArrayList<>();
		for (int index = 0; index < 100; index++) {
			touches.add(new SessionTouch(created(Map.of()), NOW + index, HALF_HOUR));
			String expired = id();
			long longAgo = NOW - HALF_HOUR * 1000L - 500;
			this.database.create(new StoredSession(expired, NOW, longAgo - 1, HALF_HOUR, Map.of()), null);
			touches.add(new SessionTouch(expired, longAgo, HALF_HOUR));
		}
		atOnce((thread) -> {
			List<SessionTouch> shuffled = new ArrayList<>(touches);
			Collections.shuffle(shuffled);
			for (int round = 0; round < 3; round++) {
				this.database.touch(shuffled);
				this.database.removeExpired();
			}
			return true;
		});
		assertThat(this.tables.sessions()).isEqualTo(100);
		assertThat(this.database.page("", 200)).hasSize(100)
			.allSatisfy((session) -> assertThat(touches)
				.contains(new SessionTouch(session.id(), session.accessedAt(), HALF_HOUR)));
	}

	@Test
	void aReaderSeesAChangeWholeOrNotAtAll() throws Exception {
		String id = created(Map.of("a", "0", "b", "0"));
		atOnce((thread) -> {
			for (int round = 1; round <= 40; round++) {
				if (thread == 0) {
					String value = String.valueOf(round);
					this.database.change(id, change(NOW, Map.of("a", value, "b", value)), null);
				}
				else {
					Map<String, String> texts = texts(found(id));
					assertThat(texts.get("a")).isEqualTo(texts.get("b"));
				}
			}
			return true;
		});
	}

	/** What one thread does. */
	interface Work<T> {

		T run(int thread) throws Exception;

	}

	static <T> List<T> atOnce(Work<T> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		CyclicBarrier start = new CyclicBarrier(THREADS);
		try {
			List<Callable<T>> tasks = new ArrayList<>();
			for (int index = 0; index < THREADS; index++) {
				int thread = index;
				tasks.add(() -> {
					start.await(10, TimeUnit.SECONDS);
					return work.run(thread);
				});
			}
			List<T> results = new ArrayList<>();
			for (Future<T> result : threads.invokeAll(tasks)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
