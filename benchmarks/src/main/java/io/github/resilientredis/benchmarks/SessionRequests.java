/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * What Spring Session's filter and an application do with sessions of five attributes in
 * a request: find it, note its use, read who has logged in, perhaps count the visit, save
 * it.
 *
 * @param <S> the repository's own type of session
 */
final class SessionRequests<S extends Session> implements Side {

	private static final String LOGIN = "SPRING_SECURITY_CONTEXT";

	private static final String VISITS = "visits";

	private final SessionRepository<S> sessions;

	private final boolean changing;

	private final String[] ids;

	SessionRequests(SessionRepository<S> sessions, boolean changing, int number) {
		this.sessions = sessions;
		this.changing = changing;
		this.ids = IntStream.range(0, number).mapToObj(this::begin).toArray(String[]::new);
	}

	private String begin(int user) {
		S session = this.sessions.createSession();
		session.setAttribute(LOGIN, Login.of(user));
		session.setAttribute("csrf", UUID.randomUUID().toString());
		session.setAttribute("locale", Locale.CANADA_FRENCH);
		session.setAttribute("cart", new ArrayList<>(List.of("a book", "a lamp", "a chair")));
		session.setAttribute(VISITS, 0);
		this.sessions.save(session);
		return session.getId();
	}

	@Override
	public void perform(int index) {
		S session = find(this.sessions, index);
		Login login = session.getAttribute(LOGIN);
		int visits = visits(session);
		if (login == null || !login.name().endsWith("-" + index) || session.getAttributeNames().size() != 5) {
			throw new IllegalStateException("Not the session of user " + index);
		}
		session.setLastAccessedTime(Instant.now());
		if (this.changing) {
			session.setAttribute(VISITS, visits + 1);
		}
		this.sessions.save(session);
	}

	/**
	 * Make sure that what was done is there, or is not.
	 * @param elsewhere where to look
	 * @param there whether it has to be there
	 */
	void check(SessionRepository<? extends Session> elsewhere, boolean there) {
		Session session = find(elsewhere, 0);
		boolean seen = session.getLastAccessedTime().isAfter(session.getCreationTime().plusMillis(500))
				&& (!this.changing || visits(session) > 0);
		if (seen != there) {
			throw new IllegalStateException("Requests were " + (seen ? "" : "not ") + "seen in " + elsewhere);
		}
	}

	private <T extends Session> T find(SessionRepository<T> where, int index) {
		T session = where.findById(this.ids[index]);
		if (session == null) {
			throw new IllegalStateException("The session of user " + index + " is gone");
		}
		return session;
	}

	private static int visits(Session session) {
		@Nullable Integer visits = session.getAttribute(VISITS);
		return (visits != null) ? visits : -1;
	}

}
