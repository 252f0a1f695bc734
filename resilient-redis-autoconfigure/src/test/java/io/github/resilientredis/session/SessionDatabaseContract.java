/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for sessions in every database.
 */
abstract class SessionDatabaseContract {

	static final long NOW = 1_800_000_000_000L;

	static final int HALF_HOUR = 1800;

	SessionTables tables;

	JdbcSessionDatabase database;

	/** The tables, which are the same ones in each test. */
	abstract SessionTables tables();

	@BeforeEach
	void clear() {
		this.tables = tables();
		this.tables.clear();
		this.database = this.tables.databaseAt(NOW);
	}

	@Test
	void aSessionIsFoundAsItWasCreated() {
		Map<String, byte[]> attributes = Map.of("a", bytes("one"), "b", bytes("two"), "removed", new byte[0]);
		String id = id();
		this.database.create(new StoredSession(id, NOW - 20, NOW - 10, HALF_HOUR, attributes), null);
		StoredSession found = this.database.find(id);
		assertThat(found).isNotNull();
		assertThat(found.id()).isEqualTo(id);
		assertThat(found.createdAt()).isEqualTo(NOW - 20);
		assertThat(found.accessedAt()).isEqualTo(NOW - 10);
		assertThat(found.maxInactive()).isEqualTo(HALF_HOUR);
		assertThat(texts(found)).isEqualTo(Map.of("a", "one", "b", "two"));
		assertThat(this.database.find(id())).isNull();
	}

	@Test
	void aSessionWithoutAttributesIsFound() {
		assertThat(texts(found(created(Map.of())))).isEmpty();
	}

	@Test
	void creatingASessionThatIsThereReplacesIt() {
		String id = created(Map.of("a", "one", "b", "two"));
		this.database.create(new StoredSession(id, NOW, NOW, 60, attributes(Map.of("b", "new", "c", "three"))), "ann");
		assertThat(texts(found(id))).isEqualTo(Map.of("b", "new", "c", "three"));
		assertThat(found(id).maxInactive()).isEqualTo(60);
		assertThat(this.tables.sessions()).isOne();
		assertThat(this.database.findByPrincipal("ann")).hasSize(1);
	}

	@Test
	void aChangeLeavesOtherAttributesAsTheyAre() {
		String id = created(Map.of("a", "one", "b", "two", "c", "three"));
		boolean changed = this.database.change(id, change(NOW, Map.of("a", "new", "b", "", "d", "four")), null);
		assertThat(changed).isTrue();
		assertThat(texts(found(id))).isEqualTo(Map.of("a", "new", "c", "three", "d", "four"));
	}

	@Test
	void whatIsNotThereIsNotChanged() {
		assertThat(this.database.change(id(), change(NOW, Map.of("a", "one")), null)).isFalse();
		assertThat(this.database.rotate(id(), id(), change(NOW, Map.of("a", "one")), null)).isFalse();
		assertThat(this.tables.sessions()).isZero();
		assertThat(this.tables.attributes()).isZero();
	}

	@Test
	void theLastUseOnlyMovesForward() {
		String id = created(Map.of());
		this.database.change(id, change(NOW + 5000, Map.of()), null);
		this.database.change(id, change(NOW + 3000, Map.of()), null);
		assertThat(found(id).accessedAt()).isEqualTo(NOW + 5000);
		this.database.touch(List.of(new SessionTouch(id, NOW + 4000, HALF_HOUR)));
		assertThat(found(id).accessedAt()).isEqualTo(NOW + 5000);
		assertThat(expiry()).isEqualTo(NOW + 5000 + HALF_HOUR * 1000L);
		this.database.touch(List.of(new SessionTouch(id, NOW + 6000, HALF_HOUR)));
		assertThat(found(id).accessedAt()).isEqualTo(NOW + 6000);
		assertThat(expiry()).isEqualTo(NOW + 6000 + HALF_HOUR * 1000L);
		String next = id();
		this.database.rotate(id, next, change(NOW + 1000, Map.of()), null);
		assertThat(found(next).accessedAt()).isEqualTo(NOW + 6000);
		assertThat(expiry()).isEqualTo(NOW + 6000 + HALF_HOUR * 1000L);
	}

	@Test
	void theExpiryFollowsTheIntervalThatWasChangedLast() {
		String id = created(Map.of());
		this.database.change(id, new SessionChange(NOW - 1, 60, Map.of()), null);
		assertThat(expiry()).isEqualTo(NOW + 60_000);
		this.database.change(id, new SessionChange(NOW + 1, -1, Map.of()), null);
		assertThat(expiry()).isEqualTo(Long.MAX_VALUE);
		this.database.touch(List.of(new SessionTouch(id, NOW + 2, 60)));
		assertThat(expiry()).isEqualTo(Long.MAX_VALUE);
		this.database.change(id, new SessionChange(NOW + 1, Integer.MAX_VALUE, Map.of()), null);
		assertThat(expiry()).isEqualTo(NOW + 2 + Integer.MAX_VALUE * 1000L);
	}

	@Test
	void whatHasExpiredIsNeverReturned() {
		String id = id();
		this.database.create(new StoredSession(id, NOW, NOW, 60, attributes(Map.of("a", "one"))), "ann");
		JdbcSessionDatabase before = this.tables.databaseAt(NOW + 59_999);
		assertThat(before.find(id)).isNotNull();
		assertThat(before.findByPrincipal("ann")).hasSize(1);
		assertThat(before.page("", 10)).hasSize(1);
		assertThat(before.removeExpired()).isZero();
		JdbcSessionDatabase after = this.tables.databaseAt(NOW + 60_000);
		assertThat(after.find(id)).isNull();
		assertThat(after.findByPrincipal("ann")).isEmpty();
		assertThat(after.page("", 10)).isEmpty();
		assertThat(after.removeExpired()).isOne();
		assertThat(this.tables.sessions()).isZero();
		assertThat(this.tables.attributes()).isZero();
	}

	@Test
	void aSessionThatNeverEndsIsKeptUntilItIsEnded() {
		String id = id();
		this.database.create(new StoredSession(id, NOW, NOW, -1, attributes(Map.of("a", "one"))), null);
		assertThat(this.tables.databaseAt(Long.MAX_VALUE - 1).removeExpired()).isZero();
		assertThat(found(id).maxInactive()).isEqualTo(-1);
		this.database.end(id);
		assertThat(this.database.find(id)).isNull();
		assertThat(this.tables.attributes()).isZero();
		this.database.end(id);
	}

	@Test
	void aRotatedSessionIsUnderItsNewIdOnly() {
		String oldId = created(Map.of("a", "one", "b", "two"));
		String newId = id();
		assertThat(this.database.rotate(oldId, newId, change(NOW + 1, Map.of("b", "new")), "ann")).isTrue();
		assertThat(this.database.find(oldId)).isNull();
		assertThat(texts(found(newId))).isEqualTo(Map.of("a", "one", "b", "new"));
		assertThat(this.database.rotate(oldId, id(), change(NOW + 2, Map.of()), "ann")).isFalse();
		assertThat(this.database.findByPrincipal("ann")).extracting(StoredSession::id).containsExactly(newId);
	}

	@Test
	void touchingTellsWhichSessionsAreGone() {
		List<String> ids = IntStream.range(0, 1200).mapToObj((index) -> id()).toList();
		ids.subList(0, 1100)
			.forEach((id) -> this.database.create(new StoredSession(id, NOW, NOW, HALF_HOUR, Map.of()), null));
		List<SessionTouch> touches = new ArrayList<>();
		for (String id : ids) {
			touches.add(new SessionTouch(id, NOW + 7, HALF_HOUR));
			touches.add(new SessionTouch(id, NOW + 3, HALF_HOUR));
		}
		assertThat(this.database.touch(touches)).containsExactlyInAnyOrderElementsOf(ids.subList(1100, 1200));
		assertThat(this.database.page("", 2000)).hasSize(1100)
			.allSatisfy((session) -> assertThat(session.accessedAt()).isEqualTo(NOW + 7));
		assertThat(this.database.touch(List.of())).isEmpty();
	}

	@Test
	void pagesHoldEverySessionOnce() {
		Map<String, Map<String, String>> created = new TreeMap<>();
		for (int index = 0; index < 25; index++) {
			Map<String, String> attributes = IntStream.range(0, index % 4)
				.boxed()
				.collect(Collectors.toMap((number) -> "a" + number, (number) -> "v" + number));
			created.put(created(attributes), attributes);
		}
		Map<String, Map<String, String>> paged = new TreeMap<>();
		List<StoredSession> page = this.database.page("", 7);
		while (!page.isEmpty()) {
			assertThat(page).hasSizeLessThanOrEqualTo(7);
			page.forEach((session) -> assertThat(paged.put(session.id(), texts(session))).isNull());
			page = this.database.page(page.get(page.size() - 1).id(), 7);
		}
		assertThat(paged).isEqualTo(created);
	}

	@Test
	void aSessionCanBeNobodysAgain() {
		String id = created(Map.of());
		this.database.change(id, change(NOW, Map.of()), "ann");
		this.database.change(id, change(NOW, Map.of()), null);
		assertThat(this.database.findByPrincipal("ann")).isEmpty();
		this.database.change(id, change(NOW, Map.of()), "bob");
		assertThat(this.database.findByPrincipal("bob")).hasSize(1);
	}

	long expiry() {
		Long expiry = this.tables.jdbc().queryForObject("SELECT EXPIRY_TIME FROM SPRING_SESSION", Long.class);
		return (expiry != null) ? expiry : 0;
	}

	StoredSession found(String id) {
		StoredSession found = this.database.find(id);
		assertThat(found).isNotNull();
		return found;
	}

	String created(Map<String, String> attributes) {
		String id = id();
		this.database.create(new StoredSession(id, NOW, NOW, HALF_HOUR, attributes(attributes)), null);
		return id;
	}

	static String id() {
		return UUID.randomUUID().toString();
	}

	static SessionChange change(long accessedAt, Map<String, String> attributes) {
		return new SessionChange(accessedAt, HALF_HOUR, attributes(attributes));
	}

	static Map<String, byte[]> attributes(Map<String, String> texts) {
		return texts.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> bytes(entry.getValue())));
	}

	static Map<String, String> texts(StoredSession session) {
		return session.attributes()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(entry) -> new String(entry.getValue(), StandardCharsets.UTF_8)));
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
