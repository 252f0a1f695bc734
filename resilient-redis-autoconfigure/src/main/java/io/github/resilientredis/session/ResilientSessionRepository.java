/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.SessionRepository;

/**
 * Sessions in Redis, in the layout of Spring Session's {@code RedisSessionRepository},
 * that outlive its outages: nobody is logged out by one, and nobody who logged out comes
 * back. Instances with and without it can share sessions. Thread-safe.
 *
 * <p>
 * Differs from Spring Session's own in what users do not see: a session, its time to live
 * and its end are each written in one step; the last use of a session is written behind
 * the request, once a second; saving a session that has ended meanwhile does nothing,
 * instead of failing the request.
 *
 * <p>
 * None of its methods fails because Redis is away, but with {@link SessionFallback#NONE}
 * and {@link SessionUnavailableException}; failures of the database come out as they are;
 * {@code JournalFullException} if there is neither Redis nor room to keep a change.
 */
public final class ResilientSessionRepository
		implements SessionRepository<ResilientSession>, SessionEnder, LocalSessionCount, DisposableBean {

	private final SessionCore core;

	/**
	 * Create it; its thread ends with {@link #destroy()}.
	 * @param backend what it stands on
	 * @param settings how sessions are kept
	 */
	public ResilientSessionRepository(SessionBackend backend, SessionSettings settings) {
		SessionParts parts = SessionParts.of(backend, settings, new SessionFormat(settings.serializer()),
				SessionLayout.plain());
		PrincipalNameIndexResolver<ResilientSession> principals = new PrincipalNameIndexResolver<>();
		boolean interesting = backend.database() != null;
		this.core = new SessionCore(backend, settings, parts, SessionEvents.NONE, (session) -> interesting
				? principals.resolveIndexesFor(session).get(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME)
				: null);
	}

	@Override
	public ResilientSession createSession() {
		return this.core.create();
	}

	@Override
	public void save(ResilientSession session) {
		this.core.save(session);
	}

	@Override
	public @Nullable ResilientSession findById(String id) {
		return this.core.find(id);
	}

	@Override
	public void deleteById(String id) {
		this.core.delete(id);
	}

	@Override
	public void end(String id) {
		this.core.end(id);
	}

	@Override
	public int getLocalSessions() {
		return this.core.size();
	}

	@Override
	public void destroy() {
		this.core.stop();
	}

}
