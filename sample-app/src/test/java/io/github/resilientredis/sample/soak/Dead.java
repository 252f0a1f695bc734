/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a client has ended and nobody may bring back: looked for until it would have
 * expired by itself. For one thread at a time.
 */
final class Dead {

	private final long life;

	private final History history;

	private final Deque<One> all = new ArrayDeque<>();

	Dead(Duration life, History history) {
		this.life = life.toNanos();
		this.history = history;
	}

	void add(String id) {
		this.all.add(new One(id, this.history.now()));
	}

	List<String> ids() {
		long now = this.history.now();
		while (!this.all.isEmpty() && now - this.all.element().at > this.life) {
			this.all.remove();
		}
		return this.all.stream().map(One::id).toList();
	}

	private record One(String id, long at) {
	}

}
