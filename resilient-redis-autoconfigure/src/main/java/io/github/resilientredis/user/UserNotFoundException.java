/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * There is no such user to be changed.
 */
public class UserNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 */
	public UserNotFoundException() {
		super("There is no such user", null, false, false);
	}

}
