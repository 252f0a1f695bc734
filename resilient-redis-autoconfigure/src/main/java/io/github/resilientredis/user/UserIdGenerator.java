/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * Makes ids for new users. A bean of this type takes the place of the default, which
 * makes random UUIDs.
 */
@FunctionalInterface
public interface UserIdGenerator {

	/**
	 * The next id.
	 * @return 1 to 64 letters, digits, dashes or underscores, and never the same again,
	 * on no node, not even after the user was deleted
	 */
	String next();

}
