/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Optional;

/**
 * Where users are kept. Answers whatever Redis does. Thread-safe.
 */
interface UserStore {

	/**
	 * Find by e-mail address, in any case.
	 * @param email the address
	 * @return the account, if there is one
	 */
	Optional<Account> findByEmail(String email);

	/**
	 * Find by user name, in any case.
	 * @param name the name
	 * @return the account, if there is one
	 */
	Optional<Account> findByName(String name);

	/**
	 * Register a user.
	 * @param email the address
	 * @param name the name
	 * @param passwordHash the encoded password
	 * @return the user
	 * @throws UserConflictException if the address or the name is taken
	 */
	User create(String email, String name, String passwordHash);

}
