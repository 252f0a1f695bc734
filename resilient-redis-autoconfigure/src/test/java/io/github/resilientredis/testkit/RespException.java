/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

/**
 * An error reply of the server, with its text unchanged.
 */
@SuppressWarnings("serial")
public final class RespException extends RuntimeException {

	RespException(String reply) {
		super(reply);
	}

	/**
	 * Returns the error token, such as {@code READONLY} or {@code LOADING}.
	 * @return the first word of the reply
	 */
	public String token() {
		String reply = String.valueOf(getMessage());
		int end = reply.indexOf(' ');
		return (end < 0) ? reply : reply.substring(0, end);
	}

}
