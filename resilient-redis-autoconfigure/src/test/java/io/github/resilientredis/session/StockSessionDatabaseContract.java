/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds in every database when instances with Spring Session's own repository use
 * the same tables.
 */
abstract class StockSessionDatabaseContract extends ConcurrentSessionDatabaseContract {

	private FindByIndexNameSessionRepository<? extends Session> stock;

	private JdbcSessionDatabase live;

	@BeforeEach
	void stock() {
		this.stock = new JdbcIndexedSessionRepository(this.tables.jdbc(), this.tables.transactions());
		this.live = this.tables.database(Clock.systemUTC());
	}

	@Test
	void springsRepositoryReadsAndChangesWhatWeWrote() {
		String id = id();
		long now = System.currentTimeMillis();
		Map<String, byte[]> attributes = Map.of("name", serialized("Ann"), "age", serialized(42));
		this.live.create(new StoredSession(id, now - 10, now, HALF_HOUR, attributes), "ann");
		assertThat(this.stock.findByPrincipalName("ann")).containsOnlyKeys(id);
		Session session = read(this.stock, id);
		assertThat(session.<Object>getAttribute("name")).isEqualTo("Ann");
		assertThat(session.<Object>getAttribute("age")).isEqualTo(42);
		assertThat(session.getCreationTime().toEpochMilli()).isEqualTo(now - 10);
		assertThat(session.getLastAccessedTime().toEpochMilli()).isEqualTo(now);
		assertThat(session.getMaxInactiveInterval()).hasSeconds(HALF_HOUR);
		change(this.stock, id);
		StoredSession changed = this.live.find(id);
		assertThat(changed).isNotNull();
		assertThat(attribute(changed, "name")).isEqualTo("Bob");
		assertThat(changed.attributes()).containsOnlyKeys("name", "added");
		assertThat(this.live.change(id, new SessionChange(now, -1, Map.of("added", serialized("ours"))), null))
			.isTrue();
		assertThat(read(this.stock, id).<Object>getAttribute("added")).isEqualTo("ours");
		String rotated = id();
		assertThat(this.live.rotate(id, rotated, new SessionChange(now, 60, Map.of()), null)).isTrue();
		assertThat(this.stock.findById(id)).isNull();
		assertThat(read(this.stock, rotated).<Object>getAttribute("name")).isEqualTo("Bob");
		this.live.end(rotated);
		assertThat(this.stock.findById(rotated)).isNull();
	}

	@Test
	void weReadAndChangeWhatSpringsRepositoryWrote() {
		String id = create(this.stock);
		StoredSession session = this.live.find(id);
		assertThat(session).isNotNull();
		assertThat(attribute(session, "name")).isEqualTo("Ann");
		assertThat(this.live.findByPrincipal("ann")).extracting(StoredSession::id).containsExactly(id);
		this.stock.deleteById(id);
		assertThat(this.live.find(id)).isNull();
	}

	private static <S extends Session> String create(FindByIndexNameSessionRepository<S> repository) {
		S session = repository.createSession();
		session.setAttribute("name", "Ann");
		session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "ann");
		repository.save(session);
		return session.getId();
	}

	private static <S extends Session> void change(FindByIndexNameSessionRepository<S> repository, String id) {
		S session = read(repository, id);
		session.setAttribute("name", "Bob");
		session.setAttribute("added", "theirs");
		session.removeAttribute("age");
		repository.save(session);
	}

	private static <S extends Session> S read(FindByIndexNameSessionRepository<S> repository, String id) {
		S session = repository.findById(id);
		assertThat(session).isNotNull();
		return session;
	}

	private static byte[] serialized(Object value) {
		return new SerializingConverter().convert(value);
	}

	private static Object attribute(StoredSession session, String name) {
		return new DeserializingConverter().convert(Objects.requireNonNull(session.attributes().get(name)));
	}

}
