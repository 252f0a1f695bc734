/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.util.List;
import java.util.stream.Stream;

/**
 * A user's newest notifications. Immutable.
 *
 * @param notifications newest first, each once
 */
record Inbox(List<Notification> notifications) {

	/** The oldest beyond it are dropped, here and in Redis. */
	static final int MOST = 100;

	static final Inbox EMPTY = new Inbox(List.of());

	Inbox merge(Inbox other) {
		return new Inbox(Stream.concat(this.notifications.stream(), other.notifications.stream())
			.distinct()
			.sorted(Notification.NEWEST_FIRST)
			.limit(MOST)
			.toList());
	}

	/** What it takes in memory, in characters, estimated from above. */
	int size() {
		return 100 + this.notifications.stream()
			.mapToInt((notification) -> 200 + notification.title().length() + notification.body().length())
			.sum();
	}

}
