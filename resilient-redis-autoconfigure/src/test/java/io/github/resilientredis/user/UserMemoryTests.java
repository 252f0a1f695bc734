/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UserMemoryTests {

	private final UserMemory memory = new UserMemory(3);

	@Test
	void thoseNotUsedForLongestGoFirstAndTheirHandlesWithThem() {
		for (String id : List.of("a", "b", "c")) {
			this.memory.learn(user(id));
		}
		assertThat(this.memory.find("a")).isNotNull();
		this.memory.learn(user("d"));
		assertThat(this.memory.find("b")).isNull();
		assertThat(this.memory.find(Handle.email("b@x"))).isNull();
		assertThat(this.memory.find(Handle.email("a@x"))).isNotNull();
		assertThat(this.memory.copies()).isEqualTo(3);
	}

	@Test
	void whoIsPutBackOrReadAgainOrListedIsNotUsed() {
		for (String id : List.of("a", "b", "c")) {
			this.memory.learn(user(id));
		}
		assertThat(this.memory.find("b")).isNotNull();
		assertThat(this.memory.peek("a")).isNotNull();
		this.memory.settled("a", 0, user("a"));
		this.memory.refresh(user("a"));
		this.memory.hear(user("a"));
		this.memory.hear(user("d"));
		assertThat(this.memory.ids()).containsExactly("c", "b", "d");
	}

	@Test
	void whomOthersPutBackTakesNobodysPlace() {
		for (String id : List.of("a", "b")) {
			this.memory.learn(user(id));
		}
		this.memory.refresh(user("c"));
		this.memory.refresh(user("d"));
		this.memory.settled("e", 0, user("e"));
		this.memory.remember(UserRecord.copy(user("f")));
		this.memory.settled("f", 0, user("f"));
		assertThat(this.memory.ids()).containsExactly("a", "b", "c");
		assertThat(this.memory.find(Handle.email("f@x"))).isNull();
		accept(UserRecord.created(1, user("g")));
		this.memory.settled("g", 1, user("g"));
		assertThat(this.memory.ids()).containsExactly("b", "c", "g");
	}

	@Test
	void whatIsPutBackLateDoesNotUndoWhatWasChangedMeanwhile() {
		UserState newer = user("a").changed(Map.of("plan", "plus"), List.of());
		this.memory.learn(newer);
		this.memory.settled("a", 0, user("a"));
		assertThat(this.memory.find("a")).isEqualTo(newer);
		assertThat(this.memory.find(Handle.email("a@x"))).isEqualTo(newer);
	}

	@Test
	void whoWaitsForRedisIsNeverForgotten() {
		accept(UserRecord.created(1, user("waits")));
		for (int i = 0; i < 10; i++) {
			this.memory.learn(user("u" + i));
		}
		assertThat(this.memory.find(Handle.email("waits@x"))).isNotNull();
		this.memory.learn(user("waits").changed(Map.of("plan", "old"), List.of()));
		assertThat(this.memory.find("waits")).extracting((user) -> user.fields().get("plan")).isEqualTo("free");
	}

	@Test
	void anOlderCopyDoesNotReplaceANewerOne() {
		UserState newer = user("a").changed(Map.of("plan", "plus"), List.of());
		this.memory.learn(newer);
		this.memory.learn(user("a"));
		assertThat(this.memory.find("a")).isEqualTo(newer);
	}

	@Test
	void theDeadAreNotLearnedAgain() {
		this.memory.learn(user("a"));
		this.memory.died("a");
		this.memory.learn(user("a"));
		assertThat(this.memory.find("a")).isNull();
		assertThat(this.memory.find(Handle.email("a@x"))).isNull();
		for (int i = 0; i < 10; i++) {
			this.memory.died("d" + i);
		}
		assertThat(this.memory.deadIds()).hasSize(3).contains("d9");
	}

	@Test
	void aRecordThatIsReplayedDoesNotEndTheWaitOfANewerOne() {
		accept(UserRecord.created(1, user("a")));
		UserRecord next = accept(UserRecord.created(1, user("a")).and(2, Map.of("plan", "plus"), List.of()));
		this.memory.settled("a", 1, user("a"));
		assertThat(this.memory.pending("a")).isEqualTo(next);
		this.memory.settled("a", 2, next.state());
		assertThat(this.memory.pending("a")).isNull();
		assertThat(this.memory.find("a")).isEqualTo(next.state());
	}

	@Test
	void aHandleIsTakenUntilItIsGivenBack() {
		accept(UserRecord.created(1, user("a")));
		UserState rival = new UserState("b", user("a").fields());
		assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> accept(UserRecord.created(2, rival)));
		accept(Objects.requireNonNull(this.memory.pending("a")).and(3, Map.of("email", "other@x"), List.of()));
		accept(UserRecord.created(4, rival));
		assertThat(this.memory.find(Handle.email("a@x"))).extracting(UserState::id).isEqualTo("b");
		assertThat(this.memory.find(Handle.email("other@x"))).extracting(UserState::id).isEqualTo("a");
	}

	@Test
	void aRecordReadsAsItWasWritten() {
		UserRecord record = UserRecord
			.changed(7, user("a"), Map.of("email", "b@x", "city", "Par\u00eds"), List.of("old"))
			.and(9, Map.of("old", "new", "email", "c@x"), List.of("city"));
		UserRecord read = Objects.requireNonNull(UserRecord.of(record.encode()));
		assertThat(read).isEqualTo(record);
		assertThat(read.changed()).containsExactlyInAnyOrder("email", "old");
		assertThat(read.removed()).containsExactly("city");
		assertThat(read.releasedBefore(Handle.email("a@x"), 8)).isTrue();
		assertThat(read.releasedBefore(Handle.email("b@x"), 8)).isFalse();
		for (int length = 0; length < record.encode().length; length++) {
			assertThat(UserRecord.of(Arrays.copyOf(record.encode(), length))).isNull();
		}
	}

	private UserRecord accept(UserRecord record) {
		return this.memory.accept(() -> record, (kept) -> {
		});
	}

	private static UserState user(String id) {
		return UserState.of(NewUser.of(id + "@x", id), id, Instant.EPOCH);
	}

}
