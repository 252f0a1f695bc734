/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.util.function.Function;

import io.github.resilientredis.guard.GuardListener;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/**
 * What all repositories have in common: puts the parts together. Thread-safe.
 */
final class SessionCore implements ResilientSession.Context, NodeChannel.Listener {

	private final SessionBackend backend;

	private final SessionSettings settings;

	private final SessionParts parts;

	private final SessionReads reads;

	private final SessionWrites writes;

	private final SessionEnds ends;

	private final Touches touches;

	private final SessionUpkeep upkeep;

	private final SessionEvents events;

	private final Function<ResilientSession, @Nullable String> principals;

	private final GuardListener listener;

	/**
	 * Create it; its threads end with {@link #stop()}.
	 * @param principals tells whose a session is, {@code null} if nobody's or of no
	 * interest
	 */
	SessionCore(SessionBackend backend, SessionSettings settings, SessionParts parts, SessionEvents events,
			Function<ResilientSession, @Nullable String> principals) {
		this.backend = backend;
		this.settings = settings;
		this.parts = parts;
		this.events = events;
		this.principals = principals;
		ChangeNumbers numbers = new ChangeNumbers(backend.clock());
		this.reads = new SessionReads(parts);
		this.writes = new SessionWrites(parts, numbers);
		this.ends = new SessionEnds(parts, numbers);
		this.touches = new Touches(parts, settings.maxLocalSessions());
		this.upkeep = new SessionUpkeep(parts, this.touches, events);
		this.listener = (change) -> parts.doubt().begin();
		backend.guard().addListener(this.listener);
		new SessionReplays(parts, this.upkeep).registerWith(backend.journal());
		backend.channel().subscribe(SessionMessage.TOPIC, this);
	}

	ResilientSession create() {
		if (this.settings.fallback() == SessionFallback.NONE && isAway(this.backend.guard().getState())) {
			throw new SessionUnavailableException(null);
		}
		ResilientSession session = new ResilientSession(this, newId(), this.backend.clock().millis(),
				ResilientSession.seconds(this.settings.timeout()));
		flush(session);
		return session;
	}

	private static boolean isAway(GuardState state) {
		return !state.isWritable() && state != GuardState.CONNECTING && state != GuardState.LOCAL_ONLY;
	}

	void save(ResilientSession session) {
		if (session.hasEnded()) {
			return;
		}
		boolean touchOnly = !session.isNew() && !session.isRenamed() && !session.isChanged();
		String principal = touchOnly ? session.foundPrincipal() : principal(session);
		boolean lives = true;
		if (session.isNew()) {
			this.writes.create(session.stored(), principal);
			this.events.created(session);
		}
		else if (session.isRenamed()) {
			String old = session.savedId();
			lives = this.ends.rotate(session, principal);
			this.touches.remove(old);
			this.events.renamed(old);
		}
		else if (session.isChanged()) {
			lives = this.writes.change(session, principal);
		}
		else if (session.isTouched()) {
			touch(this.writes.touch(session));
		}
		session.saved(principal, lives);
		if (lives) {
			this.events.seen(session);
		}
	}

	private void touch(SessionTouch touch) {
		if (!this.parts.memory().isEnded(touch.id())) {
			this.parts.memory().touched(touch);
			this.touches.add(touch);
		}
	}

	@Nullable ResilientSession find(String id) {
		try {
			StoredSession stored = this.reads.find(id);
			if (stored == null) {
				return null;
			}
			ResilientSession session = readable(stored);
			this.events.seen(session);
			return session;
		}
		catch (UnreadableSessionException ex) {
			SessionReads.unreadable(ex.reason());
			this.ends.end(id);
			return null;
		}
	}

	/** The session of what is stored; fails if it cannot be read. */
	ResilientSession readable(StoredSession stored) {
		try {
			return new ResilientSession(this, stored);
		}
		catch (RuntimeException | LinkageError ex) {
			throw new UnreadableSessionException(ex);
		}
	}

	/** End a session. */
	void delete(String id) {
		LocalCopy known = this.parts.memory().find(id);
		this.touches.remove(id);
		this.ends.end(id);
		if (known != null) {
			this.events.ended(known.session());
		}
	}

	/** End whatever session a client may mean. */
	void end(String id) {
		if (this.parts.memory().find(id) != null) {
			delete(id);
		}
		else {
			this.touches.remove(id);
			this.ends.endRequested(id);
		}
	}

	int size() {
		return this.parts.memory().size();
	}

	void stop() {
		this.backend.guard().removeListener(this.listener);
		this.upkeep.stop();
	}

	@Override
	public void received(byte[] message) {
		if (SessionMessage.isBehind(message)) {
			this.parts.doubt().begin();
			return;
		}
		String id = SessionMessage.endedId(message);
		if (SessionKeys.isValid(id)) {
			LocalCopy known = this.parts.memory().find(id);
			this.parts.memory().end(id, known);
			this.touches.remove(id);
			if (SessionMessage.isRenamed(message)) {
				this.events.renamed(id);
			}
			else if (known != null) {
				this.events.ended(known.session());
			}
		}
	}

	@Override
	public void missed() {
		this.upkeep.compare();
	}

	@Override
	public SessionFormat format() {
		return this.parts.format();
	}

	@Override
	public SaveMode saveMode() {
		return this.settings.saveMode();
	}

	@Override
	public Clock clock() {
		return this.backend.clock();
	}

	@Override
	public String newId() {
		return this.settings.ids().generate();
	}

	@Override
	public @Nullable String principal(ResilientSession session) {
		return this.principals.apply(session);
	}

	@Override
	public void flush(ResilientSession session) {
		if (this.settings.flushMode() == FlushMode.IMMEDIATE) {
			save(session);
		}
	}

}
