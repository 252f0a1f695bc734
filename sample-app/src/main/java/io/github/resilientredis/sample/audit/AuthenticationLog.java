/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last events of this node, in memory and in the log. Asks nobody, so it works
 * whatever Redis does. Thread-safe; its lock is never held during I/O.
 */
public class AuthenticationLog {

	private static final Logger logger = LoggerFactory.getLogger(AuthenticationLog.class);

	private final Deque<AuthenticationEntry> entries = new ArrayDeque<>();

	private final int maxEntries;

	private final Clock clock;

	/**
	 * Create a log.
	 * @param maxEntries how many are kept
	 * @param clock says when
	 */
	public AuthenticationLog(int maxEntries, Clock clock) {
		this.maxEntries = maxEntries;
		this.clock = clock;
	}

	/**
	 * Log and keep an event.
	 * @param type what happened
	 * @param userId the user's id, {@code null} if a login failed
	 * @param login the user's name, or what somebody typed in its place
	 */
	public void add(EventType type, @Nullable String userId, String login) {
		String harmless = LoggableName.of(login);
		keep(new AuthenticationEntry(type, this.clock.instant(), harmless, userId));
		logger.info("{}: {}", type.text(), harmless);
	}

	private synchronized void keep(AuthenticationEntry entry) {
		while (this.entries.size() >= this.maxEntries) {
			this.entries.removeLast();
		}
		this.entries.addFirst(entry);
	}

	/**
	 * The newest events.
	 * @param which of which kind
	 * @param limit how many at most
	 * @return newest first
	 */
	public synchronized List<AuthenticationEntry> newest(Predicate<AuthenticationEntry> which, int limit) {
		List<AuthenticationEntry> found = new ArrayList<>();
		Iterator<AuthenticationEntry> all = this.entries.iterator();
		while (all.hasNext() && found.size() < limit) {
			AuthenticationEntry entry = all.next();
			if (which.test(entry)) {
				found.add(entry);
			}
		}
		return found;
	}

}
