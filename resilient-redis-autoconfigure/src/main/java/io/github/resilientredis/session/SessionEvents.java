/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * Hears of what becomes of sessions on this node, and of ends on other nodes; as well as
 * one can know.
 */
interface SessionEvents {

	/** Hears nothing. */
	SessionEvents NONE = new SessionEvents() {
	};

	/** A session was saved for the first time. */
	default void created(ResilientSession session) {
	}

	/** A session was found or saved. */
	default void seen(ResilientSession session) {
	}

	/** A session was ended, here or elsewhere. */
	default void ended(StoredSession session) {
	}

	/** A session has another id. */
	default void renamed(String oldId) {
	}

	/** A session has expired, a while ago. */
	default void expired(StoredSession session) {
	}

}
