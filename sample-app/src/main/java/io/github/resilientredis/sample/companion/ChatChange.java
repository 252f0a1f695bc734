/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import org.jspecify.annotations.Nullable;

/**
 * One change of a user's chats, as it waits for Redis: a message, or that all of them are
 * deleted. Named by its moment, so that to apply it twice, or after a later one, is to
 * apply it once and in its place.
 *
 * @param message what was written; {@code null} for a deletion
 * @param clearedAt up to when everything is deleted; 0 for a message
 */
record ChatChange(@Nullable ChatMessage message, long clearedAt) {

	static ChatChange saved(ChatMessage message) {
		return new ChatChange(message, 0);
	}

	static ChatChange cleared(long at) {
		return new ChatChange(null, at);
	}

	ChatHistory history() {
		return (this.message != null) ? ChatHistory.of(this.message) : ChatHistory.cleared(this.clearedAt);
	}

}
