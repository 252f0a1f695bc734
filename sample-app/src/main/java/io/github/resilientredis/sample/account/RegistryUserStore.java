/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Optional;

import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserConflictEvent;
import io.github.resilientredis.user.UserProfile;
import io.github.resilientredis.user.UserRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Users in the library's registry: the user name is a handle, in lower case, and the hash
 * of the password an attribute.
 */
@Component
class RegistryUserStore implements UserStore {

	static final String NAME = "name";

	static final String PASSWORD_HASH = "passwordHash";

	private static final Logger logger = LoggerFactory.getLogger(RegistryUserStore.class);

	private final UserRegistry users;

	RegistryUserStore(UserRegistry users) {
		this.users = users;
	}

	@Override
	public Optional<Account> findByEmail(String email) {
		return this.users.getByEmail(Logins.normalize(email)).flatMap(RegistryUserStore::account);
	}

	@Override
	public Optional<Account> findByName(String name) {
		return this.users.getByHandle(NAME, Logins.normalize(name)).flatMap(RegistryUserStore::account);
	}

	@Override
	public User create(String email, String name, String passwordHash) {
		NewUser user = NewUser.of(Logins.normalize(email), name)
			.withHandle(NAME, Logins.normalize(name))
			.withAttribute(PASSWORD_HASH, passwordHash);
		try {
			return user(this.users.register(user));
		}
		catch (io.github.resilientredis.user.UserConflictException ex) {
			throw new UserConflictException(NAME.equals(ex.getHandleKind()) ? "username" : ex.getHandleKind());
		}
		catch (IllegalArgumentException ex) {
			// Says which field, and nothing that was sent.
			throw new ErrorResponseException(HttpStatus.BAD_REQUEST,
					ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage())), ex);
		}
	}

	/** They were told that they are registered: an operator has to write to them. */
	@EventListener
	void conflict(UserConflictEvent event) {
		logger.warn("User {} registered during the outage, but another node gave the same {} away",
				event.conflict().losing().id(), event.conflict().handleKind());
	}

	/** Somebody without a password cannot log in. */
	private static Optional<Account> account(UserProfile profile) {
		return Optional.ofNullable(profile.attributes().get(PASSWORD_HASH))
			.map((hash) -> new Account(user(profile), hash));
	}

	private static User user(UserProfile profile) {
		return new User(profile.id(), profile.email(), profile.name(), profile.plan(), profile.joinedAt());
	}

}
