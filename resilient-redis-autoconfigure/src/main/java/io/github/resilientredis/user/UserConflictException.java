/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * A handle is taken: its message and {@link #getHandleKind()} name which, not its value.
 */
public class UserConflictException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String handleKind;

	/**
	 * Create an exception.
	 * @param handleKind the kind of the handle that is taken
	 */
	public UserConflictException(String handleKind) {
		super("This " + handleKind + " is taken", null, false, false);
		this.handleKind = handleKind;
	}

	/**
	 * What is taken.
	 * @return {@code email} or the kind of another handle
	 */
	public String getHandleKind() {
		return this.handleKind;
	}

}
