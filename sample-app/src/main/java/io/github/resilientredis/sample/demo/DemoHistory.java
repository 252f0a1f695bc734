/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.resilientredis.guard.GuardStateChange;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The last things that happened to Redis.
 * <p>
 * Shared state: the events, oldest first, guarded by this object's lock, which is never
 * held for longer than a copy takes. Written by the guard's thread for events and by who
 * uses the controls.
 */
@Component
class DemoHistory {

	static final int MOST = 100;

	private final Clock clock;

	private final Deque<DemoEvent> events = new ArrayDeque<>();

	private long last;

	DemoHistory(Clock clock) {
		this.clock = clock;
	}

	@EventListener
	void changed(GuardStateChange change) {
		add(change.at(), null, DemoEvent.Change.of(change));
	}

	/**
	 * Something was done to Redis.
	 * @param action what was done
	 * @param at when it was begun
	 */
	void performed(String action, Instant at) {
		add(at, action, null);
	}

	Instant now() {
		return this.clock.instant();
	}

	private synchronized void add(Instant at, @Nullable String action, DemoEvent.@Nullable Change change) {
		this.events.addLast(new DemoEvent(++this.last, at, action, change));
		if (this.events.size() > MOST) {
			this.events.removeFirst();
		}
	}

	/**
	 * What happened after an event that the caller has seen.
	 * @param id its number, 0 for none. One that was never given out is from before this
	 * application started, and counts as none
	 * @return later events, oldest first
	 */
	synchronized List<DemoEvent> after(long id) {
		long seen = (id > this.last) ? 0 : id;
		return this.events.stream().filter((event) -> event.id() > seen).toList();
	}

}
