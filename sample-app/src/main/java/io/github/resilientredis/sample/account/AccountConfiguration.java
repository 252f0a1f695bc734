/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import io.github.resilientredis.guard.RedisGuard;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Users, kept in Redis and on this node.
 */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

	private static final int MAX_UNSAVED = 50_000;

	@Bean
	LocalUsers localUsers() {
		return new LocalUsers(MAX_UNSAVED);
	}

	@Bean
	GuardedUserStore userStore(RedisGuard guard, LocalUsers local) {
		return new GuardedUserStore(guard, local);
	}

	@Bean(initMethod = "start")
	UserHandover userHandover(RedisGuard guard, LocalUsers local, GuardedUserStore store) {
		return new UserHandover(guard, local, store);
	}

	@Bean
	UserDetailsService userDetailsService(UserStore users) {
		return (login) -> (Logins.isEmail(login) ? users.findByEmail(login) : users.findByName(login))
			.map((account) -> new SignedInUser(account.user(), account.passwordHash()))
			.orElseThrow(() -> new UsernameNotFoundException("No such user"));
	}

}
