/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.util.Comparator;

/**
 * Something a user is told.
 *
 * @param id unique
 * @param title one line
 * @param body may be empty
 * @param at when: milliseconds since 1970
 */
record Notification(String id, String title, String body, long at) {

	static final Comparator<Notification> NEWEST_FIRST = Comparator.comparingLong(Notification::at)
		.reversed()
		.thenComparing(Notification::id);

	@Override
	public String toString() {
		return "Notification[" + this.id + "]";
	}

}
