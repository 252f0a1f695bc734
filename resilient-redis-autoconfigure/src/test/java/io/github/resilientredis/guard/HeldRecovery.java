/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recovery that waits for the test.
 */
final class HeldRecovery implements GuardRecovery {

	private final List<Held> sessions = new CopyOnWriteArrayList<>();

	private int next;

	@Override
	public boolean hasBacklog() {
		return false;
	}

	@Override
	public CompletableFuture<?> recover(RecoverySession session) {
		Held held = new Held(session, new CompletableFuture<>());
		this.sessions.add(held);
		return held.end;
	}

	Held next() {
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> this.sessions.size() > this.next);
		return this.sessions.get(this.next++);
	}

	record Held(RecoverySession session, CompletableFuture<String> end) {

		void let() {
			assertThat(this.session.open(0)).isTrue();
			this.end.complete("");
		}

		String get(String key) {
			byte[] value = this.session
				.<byte @Nullable []>send(GuardFixture.GET, (redis) -> redis.get(GuardFixture.bytes(key)))
				.join();
			return (value != null) ? new String(value) : "";
		}

	}

}
