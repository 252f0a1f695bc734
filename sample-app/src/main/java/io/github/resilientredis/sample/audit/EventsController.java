/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.util.List;
import java.util.Objects;

import io.github.resilientredis.sample.account.SignedInUser;
import io.github.resilientredis.sample.account.User;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A user's own events on this node, with a session or a Bearer token. Failed logins are
 * theirs if their name or address was typed.
 */
@RestController
class EventsController {

	private static final int MOST = 100;

	private final AuthenticationLog log;

	private final UserDetailsService users;

	EventsController(AuthenticationLog log, UserDetailsService users) {
		this.log = log;
		this.users = users;
	}

	@GetMapping({ "/api/auth/events", "/api/auth/events/" })
	List<AuthenticationEntry> events(Authentication authentication) {
		Owner owner = owner(authentication.getPrincipal());
		return this.log.newest(owner::owns, MOST);
	}

	private Owner owner(@Nullable Object principal) {
		if (principal instanceof SignedInUser signedIn) {
			return Owner.of(signedIn.user());
		}
		if (principal instanceof Jwt token) {
			return owner(token);
		}
		throw new IllegalStateException("Neither a session nor a token");
	}

	private Owner owner(Jwt token) {
		String id = Objects.requireNonNull(token.getSubject());
		String name = Objects.requireNonNull(token.getClaimAsString("name"));
		try {
			if (this.users.loadUserByUsername(name) instanceof SignedInUser found && found.user().id().equals(id)) {
				return Owner.of(found.user());
			}
			// Somebody else's name by now.
			return new Owner(id, null, null);
		}
		catch (UsernameNotFoundException ex) {
			// This node has not seen the user, and Redis is away.
			return new Owner(id, name, null);
		}
	}

	private record Owner(String id, @Nullable String name, @Nullable String email) {

		static Owner of(User user) {
			return new Owner(user.id(), user.name(), user.email());
		}

		boolean owns(AuthenticationEntry entry) {
			if (entry.userId() != null) {
				return entry.userId().equals(this.id);
			}
			return entry.login().equalsIgnoreCase(this.name) || entry.login().equalsIgnoreCase(this.email);
		}

	}

}
