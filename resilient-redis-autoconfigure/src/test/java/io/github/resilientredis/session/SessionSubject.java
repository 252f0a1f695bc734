/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the rules of the contract work with: sessions of their own on a node, and a model
 * of what must be found of them, now and after the fault.
 */
final class SessionSubject {

	private final SessionKind kind;

	private final SessionFault fault;

	/** What must be found. */
	private final Map<String, Map<String, Object>> living = new HashMap<>();

	private final Set<String> dead = new HashSet<>();

	/** Which are over when the fault is, and not to be looked at before. */
	private final Set<String> expiring = new HashSet<>();

	/** Which must live for how long. */
	private final Map<String, Duration> intervals = new HashMap<>();

	/** Which were there before the fault. */
	private final Set<String> planted = new HashSet<>();

	/** Which have the new id in the journal only, so that they can be read anyway. */
	private final Set<String> renamed = new HashSet<>();

	private final List<ResilientSession> held = new ArrayList<>();

	private ResilientSessionRepository sessions;

	private boolean inFault;

	SessionSubject(SessionKind kind, SessionFault fault, ResilientSessionRepository sessions) {
		this.kind = kind;
		this.fault = fault;
		this.sessions = sessions;
	}

	SessionKind kind() {
		return this.kind;
	}

	void faultHasBegun(ResilientSessionRepository now) {
		this.sessions = now;
		this.inFault = true;
	}

	private boolean isRefused() {
		return this.inFault && this.kind == SessionKind.NONE && this.fault != SessionFault.UP
				&& this.fault != SessionFault.LOCAL_ONLY;
	}

	private boolean isReadRefused() {
		return isRefused() && !this.fault.isReadable();
	}

	/** A session; one that two requests work on when the fault begins. */
	String plant(Map<String, ?> attributes) {
		ResilientSession session = this.sessions.createSession();
		attributes.forEach(session::setAttribute);
		this.sessions.save(session);
		String id = session.getId();
		this.living.put(id, new HashMap<>(attributes));
		this.planted.add(id);
		this.held.add(this.sessions.findById(id));
		this.held.add(this.sessions.findById(id));
		return id;
	}

	/** One of the two requests; none if the node cannot know of the session. */
	@Nullable ResilientSession request(int index) {
		ResilientSession session = this.held.get(index);
		if (this.fault != SessionFault.ABSENT_AT_START) {
			return session;
		}
		return isReadRefused() ? null : this.sessions.findById(session.getId());
	}

	String id(int index) {
		return this.held.get(2 * index).getId();
	}

	/** Begin a session; it is not there where that is refused. */
	@Nullable ResilientSession begin(Consumer<ResilientSession> deed) {
		if (isRefused()) {
			assertThatExceptionOfType(SessionUnavailableException.class)
				.isThrownBy(() -> this.sessions.save(this.sessions.createSession()));
			return null;
		}
		ResilientSession session = this.sessions.createSession();
		String first = session.getId();
		deed.accept(session);
		this.sessions.save(session);
		if (!first.equals(session.getId())) {
			this.dead.add(first);
		}
		this.living.put(session.getId(), new HashMap<>());
		return session;
	}

	/** A request does something to a session, and saves it; or is refused. */
	boolean does(@Nullable ResilientSession session, Consumer<ResilientSession> deed) {
		if (session == null) {
			return false;
		}
		boolean lives = this.living.containsKey(session.getId());
		if (isRefused() && lives && !this.renamed.contains(session.getId())) {
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> {
				deed.accept(session);
				this.sessions.save(session);
			});
			return false;
		}
		deed.accept(session);
		this.sessions.save(session);
		return lives;
	}

	void set(@Nullable ResilientSession session, String name, @Nullable Object value) {
		if (session == null) {
			return;
		}
		if (does(session, (each) -> each.setAttribute(name, value))) {
			remember(session, name, value);
		}
	}

	void remember(ResilientSession session, String name, @Nullable Object value) {
		Map<String, Object> attributes = this.living.get(session.getId());
		assertThat(attributes).isNotNull();
		if (value != null) {
			attributes.put(name, value);
		}
		else {
			attributes.remove(name);
		}
	}

	boolean interval(@Nullable ResilientSession session, Duration of) {
		if (session == null || !does(session, (each) -> each.setMaxInactiveInterval(of))) {
			return false;
		}
		this.intervals.put(session.getId(), of);
		return true;
	}

	void expires(String id) {
		this.living.remove(id);
		this.expiring.add(id);
	}

	/** Of several, the first one has the session; the ids of the others are dead. */
	void rotate(@Nullable ResilientSession session) {
		if (session == null) {
			return;
		}
		String old = session.getId();
		session.changeSessionId();
		this.sessions.save(session);
		Map<String, Object> attributes = this.living.remove(old);
		this.dead.add(old);
		if (attributes == null) {
			this.dead.add(session.getId());
			return;
		}
		this.living.put(session.getId(), attributes);
		if (this.inFault) {
			this.renamed.add(session.getId());
		}
	}

	void delete(String id) {
		this.sessions.deleteById(id);
		this.living.remove(id);
		this.dead.add(id);
	}

	void touch(@Nullable ResilientSession session) {
		if (session != null) {
			session.setLastAccessedTime(Instant.now());
			this.sessions.save(session);
		}
	}

	/** What no node can ever have had; a well-formed id only where reads are possible. */
	void unknown(String id, boolean valid) {
		if (valid && isReadRefused()) {
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> this.sessions.findById(id));
		}
		else {
			assertThat(this.sessions.findById(id)).as("session of an unknown id").isNull();
		}
		this.sessions.end(id);
		this.dead.add(id);
	}

	/** What the node must find now. */
	void verifyNow() {
		boolean absent = this.fault == SessionFault.ABSENT_AT_START && this.kind != SessionKind.JDBC;
		for (String id : this.dead) {
			if (!isReadRefused()) {
				assertThat(this.sessions.findById(id)).as("dead session").isNull();
			}
			else {
				deadOrRefused(id);
			}
		}
		this.living.forEach((id, attributes) -> {
			if (this.renamed.contains(id) || !isReadRefused() && !(absent && this.planted.contains(id))) {
				finds(this.sessions, id, attributes);
			}
			else if (isReadRefused()) {
				assertThatExceptionOfType(SessionUnavailableException.class)
					.isThrownBy(() -> this.sessions.findById(id));
			}
			else {
				assertThat(this.sessions.findById(id)).as("session that the node cannot know").isNull();
			}
		});
	}

	private void deadOrRefused(String id) {
		try {
			assertThat(this.sessions.findById(id)).as("dead session").isNull();
		}
		catch (SessionUnavailableException ex) {
			assertThat(isReadRefused()).isTrue();
		}
	}

	/** What any repository must find after the fault. */
	void verifyIn(SessionRepository<?> repository) {
		for (Set<String> ids : List.of(this.dead, this.expiring)) {
			for (String id : ids) {
				assertThat(repository.findById(id)).as("dead session").isNull();
			}
		}
		this.living.forEach((id, attributes) -> finds(repository, id, attributes));
	}

	/** What the database must have. */
	void verifyIn(SessionDatabase database) {
		this.living.forEach((id, attributes) -> {
			StoredSession stored = database.find(id);
			assertThat(stored).as("session in the database").isNotNull();
			assertThat(stored.attributes().keySet()).isEqualTo(attributes.keySet());
		});
		for (Set<String> ids : List.of(this.dead, this.expiring)) {
			for (String id : ids) {
				assertThat(database.find(id)).as("dead session in the database").isNull();
			}
		}
	}

	/** How long Redis keeps them. */
	void verifyLives(RedisServer server) {
		this.intervals.forEach((id, interval) -> {
			if (this.living.containsKey(id)) {
				Long left = (Long) server.command("PTTL", SessionNode.key(id));
				long most = StoredSession.expiry(0, ResilientSession.seconds(interval));
				assertThat(left).as("time to live").isBetween(most - 55_000, most);
			}
		});
		for (Set<String> ids : List.of(this.dead, this.expiring)) {
			ids.stream()
				.filter((id) -> !id.isEmpty())
				.forEach((id) -> assertThat(server.command("EXISTS", SessionNode.key(id))).isEqualTo(0L));
		}
	}

	private void finds(SessionRepository<?> repository, String id, Map<String, Object> attributes) {
		Session session = repository.findById(id);
		assertThat(session).as("living session").isNotNull();
		Map<String, Object> found = new HashMap<>();
		session.getAttributeNames().forEach((name) -> {
			Object value = session.getAttribute(name);
			if (value != null) {
				found.put(name, value);
			}
		});
		assertThat(found).isEqualTo(attributes);
		Duration interval = this.intervals.get(id);
		if (interval != null) {
			assertThat(session.getMaxInactiveInterval()).isEqualTo(interval);
		}
	}

}
