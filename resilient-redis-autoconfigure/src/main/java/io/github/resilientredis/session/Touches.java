/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.journal.JournalFullException;

/**
 * Writes when sessions were last used, behind the requests and once a second: of all uses
 * of a session in that time, the last. What Redis misses goes into the journal. Bounded:
 * beyond that, the uses of further sessions are not noted until the next second.
 *
 * <p>
 * The map is written by requests and emptied by the one thread that {@linkplain #flush()
 * flushes}.
 */
final class Touches {

	private static final RedisOperation TOUCH = RedisOperation.idempotent("session.touch").writing();

	/** How many are under way at once. */
	private static final int PARALLEL = 256;

	private final ConcurrentMap<String, SessionTouch> waiting = new ConcurrentHashMap<>();

	private final SessionParts parts;

	private final int max;

	Touches(SessionParts parts, int max) {
		this.parts = parts;
		this.max = max;
	}

	/** A session was used. */
	void add(SessionTouch touch) {
		if (this.waiting.replace(touch.id(), touch) == null && this.waiting.size() < this.max) {
			this.waiting.put(touch.id(), touch);
		}
	}

	/** It has ended. */
	void remove(String id) {
		this.waiting.remove(id);
	}

	/**
	 * Write all that waits.
	 * @return what was written, or is being written
	 */
	List<SessionTouch> flush() {
		List<SessionTouch> taken = new ArrayList<>();
		for (Iterator<SessionTouch> each = this.waiting.values().iterator(); each.hasNext();) {
			SessionTouch touch = each.next();
			// A newer one may have taken its place.
			if (this.waiting.remove(touch.id(), touch)) {
				taken.add(touch);
			}
		}
		next(taken, 0);
		return taken;
	}

	private void next(List<SessionTouch> touches, int from) {
		if (from >= touches.size()) {
			return;
		}
		if (!this.parts.guard().getState().isWritable()) {
			touches.subList(from, touches.size()).forEach(this::keep);
			return;
		}
		int to = Math.min(touches.size(), from + PARALLEL);
		CompletableFuture<?>[] sent = touches.subList(from, to)
			.stream()
			.map(this::send)
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(sent).whenComplete((done, failure) -> next(touches, to));
	}

	private CompletableFuture<?> send(SessionTouch touch) {
		return this.parts.guard()
			.submit(TOUCH.onKey(this.parts.redis().key(touch.id())), (redis) -> this.parts.redis().touch(redis, touch))
			.handle((answer, failure) -> {
				if (failure != null) {
					keep(touch);
				}
				return true;
			});
	}

	private void keep(SessionTouch touch) {
		try {
			if (!this.parts.memory().isEnded(touch.id())) {
				this.parts.journal().touched(touch);
			}
		}
		catch (JournalFullException ex) {
			// It may expire a little earlier in Redis than it should.
		}
	}

}
