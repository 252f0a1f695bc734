/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * A session is there, but the serializer cannot make a session of it.
 */
class UnreadableSessionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Throwable reason;

	UnreadableSessionException(Throwable reason) {
		super("The session cannot be read", reason);
		this.reason = reason;
	}

	Throwable reason() {
		return this.reason;
	}

}
