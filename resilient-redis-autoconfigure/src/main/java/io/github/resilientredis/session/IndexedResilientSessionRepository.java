/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.resilientredis.guard.LuaScript;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.ScriptOutputType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/**
 * As {@link ResilientSessionRepository}, in the layout of Spring Session's
 * {@code RedisIndexedSessionRepository}: sessions are found by the principal, also while
 * Redis is away, then as far as this node or the database knows. Thread-safe.
 *
 * <p>
 * Events are published as well as one can know: that a session was created, by the node
 * that did; that it was ended, by each node that knew it; that it expired, by each node
 * that knew it, within a minute. They do not need keyspace notifications, so Redis is not
 * asked to send them.
 */
public final class IndexedResilientSessionRepository
		implements FindByIndexNameSessionRepository<ResilientSession>, SessionEnder, LocalSessionCount, DisposableBean {

	private static final Log logger = LogFactory.getLog(IndexedResilientSessionRepository.class);

	private static final RedisOperation FIND = RedisOperation.idempotent("session.index");

	private static final RedisOperation FORGET = RedisOperation.idempotent("session.index.clean").removing();

	/** On the master. */
	@SuppressWarnings("unchecked")
	private static final LuaScript<List<Object>> MEMBERS = new LuaScript<>(ScriptOutputType.MULTI,
			(members) -> (members != null) ? (List<Object>) members : List.of(),
			"return redis.call('smembers', KEYS[1])");

	private final SessionCore core;

	private final SessionParts parts;

	private final IndexedLayout layout;

	private final PrincipalIndex index;

	private final IndexResolver<Session> resolver;

	private final ApplicationEventPublisher events;

	/**
	 * Create it; its thread ends with {@link #destroy()}.
	 * @param backend what it stands on
	 * @param settings how sessions are kept
	 * @param events told what becomes of sessions
	 * @param resolver tells whose a session is
	 */
	public IndexedResilientSessionRepository(SessionBackend backend, SessionSettings settings,
			ApplicationEventPublisher events, IndexResolver<Session> resolver) {
		SessionFormat format = new SessionFormat(settings.serializer());
		this.events = events;
		this.resolver = resolver;
		this.index = new PrincipalIndex(settings.maxLocalSessions());
		this.layout = new IndexedLayout(settings.namespace(), format, this::principalOf);
		this.parts = SessionParts.of(backend, settings, format, this.layout);
		this.core = new SessionCore(backend, settings, this.parts, new Publisher(), this::principal);
	}

	private @Nullable String principal(Session session) {
		return this.resolver.resolveIndexesFor(session).get(PRINCIPAL_NAME_INDEX_NAME);
	}

	private @Nullable String principalOf(StoredSession stored) {
		try {
			return this.core.readable(stored).foundPrincipal();
		}
		catch (UnreadableSessionException ex) {
			return null;
		}
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
	public Map<String, ResilientSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
		if (!PRINCIPAL_NAME_INDEX_NAME.equals(indexName)) {
			return Map.of();
		}
		Map<String, ResilientSession> found = new HashMap<>();
		for (String id : idsOf(indexValue)) {
			ResilientSession session = findById(id);
			if (session != null && indexValue.equals(principal(session))) {
				found.put(id, session);
			}
			else if (session == null) {
				forget(id, indexValue);
			}
		}
		return found;
	}

	private Set<String> idsOf(String principal) {
		Set<String> ids = new HashSet<>(this.index.find(principal));
		SessionDatabase database = this.parts.database();
		if (database != null && this.parts.doubt().isIn()) {
			database.findByPrincipal(principal).forEach((session) -> ids.add(session.id()));
			return ids;
		}
		try {
			this.parts.guard()
				.await(FIND.onKey(this.layout.index(principal)),
						(redis) -> MEMBERS.send(redis, new byte[][] { this.layout.index(principal) }))
				.forEach((member) -> add(ids, (byte[]) member));
		}
		catch (RedisUnavailableException ex) {
			this.parts.refuseIfNothingElse(ex);
			if (database != null) {
				database.findByPrincipal(principal).forEach((session) -> ids.add(session.id()));
			}
		}
		return ids;
	}

	private void add(Set<String> ids, byte[] member) {
		try {
			ids.add(String.valueOf(this.parts.format().value(member)));
		}
		catch (RuntimeException ex) {
			// Nothing that this application wrote.
		}
	}

	/** It has ended, and may have ended on a node that did not know whose it was. */
	private void forget(String id, String principal) {
		this.index.put(id, null);
		if (this.parts.guard().getState().isReadable()) {
			this.parts.guard()
				.submit(FORGET.onKey(this.layout.index(principal)),
						(redis) -> redis.srem(this.layout.index(principal), this.parts.format().bytes(id)));
		}
	}

	@Override
	public int getLocalSessions() {
		return this.core.size();
	}

	@Override
	public void destroy() {
		this.core.stop();
	}

	/** Keeps the index, and tells the application. */
	private final class Publisher implements SessionEvents {

		@Override
		public void created(ResilientSession session) {
			publish(new SessionCreatedEvent(IndexedResilientSessionRepository.this, session));
		}

		@Override
		public void seen(ResilientSession session) {
			IndexedResilientSessionRepository.this.index.put(session.getId(), session.foundPrincipal());
		}

		@Override
		public void renamed(String oldId) {
			IndexedResilientSessionRepository.this.index.put(oldId, null);
		}

		@Override
		public void ended(StoredSession session) {
			IndexedResilientSessionRepository.this.index.put(session.id(), null);
			ResilientSession readable = readable(session);
			if (readable != null) {
				publish(new SessionDeletedEvent(IndexedResilientSessionRepository.this, readable));
			}
		}

		@Override
		public void expired(StoredSession session) {
			IndexedResilientSessionRepository.this.index.put(session.id(), null);
			ResilientSession readable = readable(session);
			if (readable != null) {
				publish(new SessionExpiredEvent(IndexedResilientSessionRepository.this, readable));
			}
		}

		private @Nullable ResilientSession readable(StoredSession session) {
			try {
				return IndexedResilientSessionRepository.this.core.readable(session);
			}
			catch (UnreadableSessionException ex) {
				return null;
			}
		}

		private void publish(Object event) {
			try {
				IndexedResilientSessionRepository.this.events.publishEvent(event);
			}
			catch (RuntimeException ex) {
				logger.error("A listener failed on a " + event.getClass().getSimpleName(), ex);
			}
		}

	}

}
