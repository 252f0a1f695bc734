/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.resilientredis.guard.RedisOperation;

/**
 * Compares what is remembered with Redis, a few hundred at once; never waits for Redis on
 * the calling thread but in {@link #refill}. What cannot be compared stays as it is.
 */
final class CopyCheck {

	private static final RedisOperation LOOK = RedisOperation.idempotent("session.exists");

	private static final RedisOperation REFILL = RedisOperation.idempotent("session.refill").writing();

	private static final int PARALLEL = 256;

	private final SessionParts parts;

	CopyCheck(SessionParts parts) {
		this.parts = parts;
	}

	/** Forget copies of sessions that Redis does not have any more. */
	void run(List<LocalCopy> copies) {
		next(copies, 0);
	}

	private void next(List<LocalCopy> copies, int from) {
		int to = Math.min(copies.size(), from + PARALLEL);
		if (from >= to || !this.parts.guard().getState().isReadable()) {
			return;
		}
		CompletableFuture<?>[] asked = copies.subList(from, to)
			.stream()
			.filter((copy) -> !this.parts.journal().isPending(copy.session().id()))
			.map(this::compare)
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(asked).whenComplete((done, failure) -> next(copies, to));
	}

	private CompletableFuture<?> compare(LocalCopy copy) {
		String id = copy.session().id();
		return exists(id).handle((there, failure) -> {
			if (failure == null && !there && !this.parts.journal().isPending(id)) {
				this.parts.memory().missing(id, copy);
			}
			return true;
		});
	}

	private CompletableFuture<Boolean> exists(String id) {
		return this.parts.guard()
			.submit(LOOK.onKey(this.parts.redis().key(id)), (redis) -> this.parts.redis().exists(redis, id));
	}

	/** Hand over the copies of those that Redis has. */
	void adopt(List<String> ids, Consumer<LocalCopy> adopted) {
		for (String id : ids) {
			LocalCopy copy = this.parts.memory().live(id);
			if (copy != null) {
				exists(id).thenAccept((there) -> {
					if (there) {
						adopted.accept(copy);
					}
				});
			}
		}
	}

	/**
	 * Put sessions into Redis where they are missing; waits for all of them.
	 * @return how many there were
	 */
	int refill(List<StoredSession> page) {
		CompletableFuture<?>[] sent = page.stream()
			.filter((session) -> !this.parts.memory().isEnded(session.id()))
			.map((session) -> new LocalCopy(session, Map.of(), this.parts.memory().now(), 0))
			.map((copy) -> this.parts.guard()
				.submit(REFILL.onKey(this.parts.redis().key(copy.session().id())),
						(redis) -> this.parts.redis().replay(redis, copy, true)))
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(sent).handle((done, failure) -> true).join();
		return sent.length;
	}

}
