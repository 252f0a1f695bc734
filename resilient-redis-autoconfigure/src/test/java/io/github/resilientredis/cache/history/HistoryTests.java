/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.cache.history.Operation.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Histories made by hand, in which one is to see what the checker must see, and nothing
 * else. Times are small numbers; each operation takes one unit unless it says so.
 */
class HistoryTests {

	private final List<Operation> operations = new ArrayList<>();

	private final List<Long> recovered = new ArrayList<>();

	@Test
	void whenNothingIsEndedThenEverythingMayBeRead() {
		put("A", "v", 1, 2);
		read("A", "v", 3);
		read("B", "v", 3);
		settled("A", "v", 100);
		settled("redis", "v", 100);
		accepted();
	}

	@Test
	void aMissIsNeverWrong() {
		put("A", "v", 1, 2);
		read("A", null, 3);
		settled("A", null, 100);
		accepted();
	}

	@Test
	void aValueThatNobodyPutIsInvented() {
		read("A", "v", 3);
		rejected(HistoryChecker.INVENTED);
	}

	@Test
	void aValueOfAnotherKeyIsInvented() {
		this.operations.add(new Operation(Kind.PUT, "A", "books", "other", "v", 1, 2));
		read("A", "v", 3);
		rejected(HistoryChecker.INVENTED);
	}

	@Test
	void aValueOfTheOtherCacheIsInvented() {
		this.operations.add(new Operation(Kind.PUT, "A", "films", "key", "v", 1, 2));
		read("A", "v", 3);
		rejected(HistoryChecker.INVENTED);
	}

	@Test
	void aValueReadBeforeItWasPutIsInvented() {
		read("A", "v", 1);
		put("A", "v", 3, 4);
		rejected(HistoryChecker.INVENTED);
	}

	@Test
	void aValueMayBeReadWhileItIsBeingPut() {
		put("A", "v", 1, 9);
		read("A", "v", 3);
		accepted();
	}

	@Test
	void whatAPutThatNeverRespondedBroughtMayBeReadAtAnyTime() {
		put("A", "v", 1, Operation.NEVER);
		evict("A", 3, 4);
		read("A", "v", 5);
		settled("A", "v", 100);
		accepted();
	}

	@Test
	void afterRecoveryAnEvictedValueIsDeadForEveryReader() {
		for (String reader : List.of("A", "B", "redis")) {
			this.operations.clear();
			put("A", "v", 1, 2);
			evict("B", 3, 4);
			settled(reader, "v", 100);
			rejected(HistoryChecker.DEAD);
		}
	}

	@Test
	void afterRecoveryAnOverwrittenValueIsDead() {
		put("A", "v", 1, 2);
		put("B", "w", 3, 4);
		settled("B", "w", 99);
		settled("A", "v", 100);
		rejected(HistoryChecker.DEAD);
	}

	@Test
	void afterRecoveryAClearedValueIsDead() {
		put("A", "v", 1, 2);
		clear("B", "books", 3, 4);
		settled("A", "v", 100);
		rejected(HistoryChecker.DEAD);
	}

	@Test
	void aClearOfTheOtherCacheEndsNothing() {
		put("A", "v", 1, 2);
		clear("A", "films", 3, 4);
		read("A", "v", 5);
		settled("A", "v", 100);
		accepted();
	}

	@Test
	void aLoadedValueIsDeadLikeOneThatWasPut() {
		this.operations.add(new Operation(Kind.LOAD, "A", "books", "key", "v", 1, 2));
		evict("B", 3, 4);
		settled("A", "v", 100);
		rejected(HistoryChecker.DEAD);
	}

	@Test
	void aLoadEndsNothing() {
		put("A", "v", 1, 2);
		this.operations.add(new Operation(Kind.LOAD, "A", "books", "key", "w", 3, 4));
		read("A", "v", 5);
		settled("A", "v", 100);
		accepted();
	}

	@Test
	void overlappingWritesMayWinEitherWay() {
		put("A", "v", 1, 4);
		evict("B", 3, 6);
		put("B", "w", 3, 5);
		settled("A", "v", 100);
		settled("B", "w", 101);
		accepted();
	}

	@Test
	void anEvictionThatIsUnderWayEndsNothingYet() {
		put("A", "v", 1, 2);
		evict("A", 3, 10);
		read("A", "v", 5);
		accepted();
	}

	@Test
	void anEvictionThatNeverRespondedEndsNothing() {
		put("A", "v", 1, 2);
		evict("A", 3, Operation.NEVER);
		read("A", "v", 5);
		settled("A", "v", 100);
		accepted();
	}

	@Test
	void aValuePutAgainAfterTheEvictionLives() {
		put("A", "v", 1, 2);
		evict("A", 3, 4);
		put("A", "w", 5, 6);
		read("A", "w", 7);
		settled("B", "w", 100);
		accepted();
	}

	@Test
	void ofManyOverwritesTheOneThatRespondedInTimeIsFound() {
		put("A", "v", 1, 2);
		evict("A", 3, 200);
		evict("A", 5, 90);
		evict("A", 6, 300);
		settled("A", "v", 100);
		rejected(HistoryChecker.DEAD);
	}

	@Test
	void onTheNodeThatEvictedItAnOwnValueIsDeadAtOnce() {
		put("A", "v", 1, 2);
		evict("A", 3, 4);
		read("A", "v", 5);
		rejected(HistoryChecker.DEAD_HERE);
	}

	@Test
	void onTheNodeThatPutANewerValueTheOldOneIsDeadAtOnce() {
		put("A", "v", 1, 2);
		put("A", "w", 3, 4);
		read("A", "w", 5);
		read("A", "v", 7);
		rejected(HistoryChecker.DEAD_HERE);
	}

	@Test
	void onTheNodeThatClearedItIsDeadAtOnce() {
		put("A", "v", 1, 2);
		clear("A", "books", 3, 4);
		read("A", "v", 5);
		rejected(HistoryChecker.DEAD_HERE);
	}

	@Test
	void aReadThatBeganBeforeTheEvictionEndedMayFindTheValue() {
		put("A", "v", 1, 2);
		evict("A", 3, 6);
		this.operations.add(new Operation(Kind.READ, "A", "books", "key", "v", 5, 9));
		accepted();
	}

	@Test
	void onAnotherNodeAnEvictedValueMayBeReadUntilTheRecovery() {
		put("A", "v", 1, 2);
		evict("A", 3, 4);
		read("B", "v", 5);
		accepted();
	}

	@Test
	void anotherNodesValueIsDeadAtOnceIfAllWereRecoveredBeforeTheEviction() {
		put("B", "v", 1, 2);
		this.recovered.add(3L);
		evict("A", 4, 5);
		read("A", "v", 6);
		rejected(HistoryChecker.DEAD_HERE);
	}

	@Test
	void anotherNodesValueMayArriveLateIfItWasPutDuringAFault() {
		this.recovered.add(1L);
		put("B", "v", 2, 3);
		evict("A", 4, 5);
		read("A", "v", 6);
		this.recovered.add(7L);
		accepted();
	}

	@Test
	void anotherNodesValueMayArriveLateIfTheRecoveryCameAfterTheEviction() {
		put("B", "v", 1, 2);
		evict("A", 3, 5);
		this.recovered.add(4L);
		read("A", "v", 6);
		accepted();
	}

	@Test
	void everyViolationIsFound() {
		put("A", "v", 1, 2);
		evict("A", 3, 4);
		read("A", "v", 5);
		read("A", "v", 6);
		settled("B", "v", 100);
		assertThat(check()).extracting(Violation::rule)
			.containsExactly(HistoryChecker.DEAD_HERE, HistoryChecker.DEAD_HERE, HistoryChecker.DEAD);
	}

	private void put(String node, String value, long invoked, long responded) {
		this.operations.add(new Operation(Kind.PUT, node, "books", "key", value, invoked, responded));
	}

	private void evict(String node, long invoked, long responded) {
		this.operations.add(new Operation(Kind.EVICT, node, "books", "key", null, invoked, responded));
	}

	private void clear(String node, String cache, long invoked, long responded) {
		this.operations.add(new Operation(Kind.CLEAR, node, cache, "", null, invoked, responded));
	}

	private void read(String node, @Nullable String value, long at) {
		this.operations.add(new Operation(Kind.READ, node, "books", "key", value, at, at + 1));
	}

	private void settled(String node, @Nullable String value, long at) {
		this.operations.add(new Operation(Kind.SETTLED_READ, node, "books", "key", value, at, at + 1));
	}

	private List<Violation> check() {
		return new HistoryChecker(this.recovered).check(this.operations);
	}

	private void accepted() {
		assertThat(check()).isEmpty();
	}

	private void rejected(String rule) {
		assertThat(check()).extracting(Violation::rule).containsExactly(rule);
	}

}
