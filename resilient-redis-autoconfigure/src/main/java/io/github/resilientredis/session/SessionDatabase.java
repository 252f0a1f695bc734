/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sessions in a database, beside Redis. Thread-safe; each method is one transaction and
 * blocks for as long as the database takes. Failures come out as they are.
 */
public interface SessionDatabase {

	/**
	 * Find a session.
	 * @param id its id
	 * @return the session; {@code null} if there is none, or it has expired
	 */
	@Nullable StoredSession find(String id);

	/**
	 * Insert a session; if it is there already, put this in its place.
	 * @param session the session; attributes that are empty arrays are left out
	 * @param principal whose it is, for {@link #findByPrincipal}; {@code null} if unknown
	 */
	void create(StoredSession session, @Nullable String principal);

	/**
	 * Change a session: attributes that are not mentioned stay as they are, so changes by
	 * several nodes do not undo each other; the last use only moves forward.
	 * @param id its id
	 * @param change what has changed
	 * @param principal whose it is now; {@code null} if nobody's
	 * @return whether there was one to change
	 */
	boolean change(String id, SessionChange change, @Nullable String principal);

	/**
	 * Give a session another id, and change it.
	 * @param oldId its id until now
	 * @param newId its id from now on
	 * @param change what has changed beside
	 * @param principal whose it is now; {@code null} if nobody's
	 * @return whether there was one under the old id; of two at once, one wins
	 */
	boolean rotate(String oldId, String newId, SessionChange change, @Nullable String principal);

	/**
	 * End a session. Nothing happens if there is none.
	 * @param id its id
	 */
	void end(String id);

	/**
	 * Note when sessions were last used, as far as they are there; the last use only
	 * moves forward.
	 * @param touches any number of them
	 * @return the ids of which there is no session
	 */
	List<String> touch(Collection<SessionTouch> touches);

	/**
	 * The sessions of somebody that have not expired.
	 * @param principal whose
	 * @return the sessions
	 */
	List<StoredSession> findByPrincipal(String principal);

	/**
	 * The next sessions that have not expired, for putting all of them elsewhere page by
	 * page.
	 * @param afterId the id after which to go on, in the database's order; empty to begin
	 * @param max how many at most
	 * @return the sessions, in the order of their ids; empty at the end
	 */
	List<StoredSession> page(String afterId, int max);

	/**
	 * Remove sessions that have expired.
	 * @return how many
	 */
	int removeExpired();

}
