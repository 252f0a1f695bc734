/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;

import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
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
		implements SessionRepository<ResilientSession>, SessionEnder, DisposableBean {

	private final SessionBackend backend;

	private final SessionSettings settings;

	private final SessionParts parts;

	private final SessionReads reads;

	private final SessionWrites writes;

	private final SessionEnds ends;

	private final Touches touches;

	private final SessionUpkeep upkeep;

	private final IndexResolver<Session> principals = new PrincipalNameIndexResolver<>();

	private final ResilientSession.Context context = new Context();

	private final GuardListener listener;

	/**
	 * Create it; its thread ends with {@link #destroy()}.
	 * @param backend what it stands on
	 * @param settings how sessions are kept
	 */
	public ResilientSessionRepository(SessionBackend backend, SessionSettings settings) {
		this.backend = backend;
		this.settings = settings;
		this.parts = SessionParts.of(backend, settings);
		ChangeNumbers numbers = new ChangeNumbers(backend.clock());
		this.reads = new SessionReads(this.parts);
		this.writes = new SessionWrites(this.parts, numbers);
		this.ends = new SessionEnds(this.parts, numbers);
		this.touches = new Touches(this.parts, settings.maxLocalSessions());
		this.upkeep = new SessionUpkeep(this.parts, this.touches);
		this.listener = (change) -> this.parts.doubt().begin();
		backend.guard().addListener(this.listener);
		new SessionReplays(this.parts, this.upkeep).registerWith(backend.journal());
		backend.channel().subscribe(SessionMessage.TOPIC, new OtherNodes());
	}

	@Override
	public ResilientSession createSession() {
		if (this.settings.fallback() == SessionFallback.NONE && isAway(this.backend.guard().getState())) {
			throw new SessionUnavailableException(null);
		}
		ResilientSession session = new ResilientSession(this.context, this.context.newId(),
				this.backend.clock().millis(), ResilientSession.seconds(this.settings.timeout()));
		this.context.flush(session);
		return session;
	}

	private static boolean isAway(GuardState state) {
		return !state.isWritable() && state != GuardState.CONNECTING && state != GuardState.LOCAL_ONLY;
	}

	@Override
	public void save(ResilientSession session) {
		if (session.hasEnded()) {
			return;
		}
		boolean lives = true;
		if (session.isNew()) {
			this.writes.create(session.stored(), principal(session));
		}
		else if (session.isRenamed()) {
			lives = this.ends.rotate(session, principal(session));
		}
		else if (session.isChanged()) {
			lives = this.writes.change(session, principal(session));
		}
		else if (session.isTouched()) {
			touch(session.touch());
		}
		session.saved(lives);
	}

	private void touch(SessionTouch touch) {
		if (!this.parts.memory().isEnded(touch.id())) {
			this.parts.memory().touched(touch);
			this.touches.add(touch);
		}
	}

	private @Nullable String principal(Session session) {
		if (this.parts.database() == null) {
			return null;
		}
		return this.principals.resolveIndexesFor(session)
			.get(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
	}

	@Override
	public @Nullable ResilientSession findById(String id) {
		try {
			StoredSession stored = this.reads.find(id);
			return (stored != null) ? session(stored) : null;
		}
		catch (UnreadableSessionException ex) {
			SessionReads.unreadable(ex.reason());
			this.ends.end(id);
			return null;
		}
	}

	private ResilientSession session(StoredSession stored) {
		try {
			return new ResilientSession(this.context, stored);
		}
		catch (RuntimeException | LinkageError ex) {
			throw new UnreadableSessionException(ex);
		}
	}

	@Override
	public void deleteById(String id) {
		this.touches.remove(id);
		this.ends.end(id);
	}

	@Override
	public void end(String id) {
		this.touches.remove(id);
		this.ends.endRequested(id);
	}

	/**
	 * How many sessions this node remembers.
	 * @return the number at this moment
	 */
	public int getLocalSessions() {
		return this.parts.memory().size();
	}

	@Override
	public void destroy() {
		this.backend.guard().removeListener(this.listener);
		this.upkeep.stop();
	}

	/** What sessions need of this. */
	private final class Context implements ResilientSession.Context {

		@Override
		public SessionFormat format() {
			return ResilientSessionRepository.this.parts.format();
		}

		@Override
		public SaveMode saveMode() {
			return ResilientSessionRepository.this.settings.saveMode();
		}

		@Override
		public Clock clock() {
			return ResilientSessionRepository.this.backend.clock();
		}

		@Override
		public String newId() {
			return ResilientSessionRepository.this.settings.ids().generate();
		}

		@Override
		public void flush(ResilientSession session) {
			if (ResilientSessionRepository.this.settings.flushMode() == FlushMode.IMMEDIATE) {
				save(session);
			}
		}

	}

	/** Hears what other nodes did. */
	private final class OtherNodes implements NodeChannel.Listener {

		@Override
		public void received(byte[] message) {
			if (SessionMessage.isBehind(message)) {
				ResilientSessionRepository.this.parts.doubt().begin();
				return;
			}
			String id = SessionMessage.endedId(message);
			if (SessionKeys.isValid(id)) {
				SessionMemory memory = ResilientSessionRepository.this.parts.memory();
				memory.end(id, memory.find(id));
				ResilientSessionRepository.this.touches.remove(id);
			}
		}

		@Override
		public void missed() {
			ResilientSessionRepository.this.upkeep.compare();
		}

	}

}
