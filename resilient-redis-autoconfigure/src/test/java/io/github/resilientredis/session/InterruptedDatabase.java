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
 * A database in which a test does something right after a session was changed or got
 * another id. The deed is done once.
 */
final class InterruptedDatabase implements SessionDatabase {

	private final SessionDatabase database;

	private @Nullable Runnable deed;

	InterruptedDatabase(SessionDatabase database) {
		this.database = database;
	}

	void then(Runnable what) {
		this.deed = what;
	}

	private boolean interrupted(boolean answer) {
		Runnable now = this.deed;
		this.deed = null;
		if (now != null) {
			now.run();
		}
		return answer;
	}

	@Override
	public boolean change(String id, SessionChange change, @Nullable String principal) {
		return interrupted(this.database.change(id, change, principal));
	}

	@Override
	public boolean rotate(String oldId, String newId, SessionChange change, @Nullable String principal) {
		return interrupted(this.database.rotate(oldId, newId, change, principal));
	}

	@Override
	public @Nullable StoredSession find(String id) {
		return this.database.find(id);
	}

	@Override
	public void create(StoredSession session, @Nullable String principal) {
		this.database.create(session, principal);
	}

	@Override
	public void end(String id) {
		this.database.end(id);
	}

	@Override
	public List<String> touch(Collection<SessionTouch> touches) {
		return this.database.touch(touches);
	}

	@Override
	public List<StoredSession> findByPrincipal(String principal) {
		return this.database.findByPrincipal(principal);
	}

	@Override
	public List<StoredSession> page(String afterId, int max) {
		return this.database.page(afterId, max);
	}

	@Override
	public int removeExpired() {
		return this.database.removeExpired();
	}

}
