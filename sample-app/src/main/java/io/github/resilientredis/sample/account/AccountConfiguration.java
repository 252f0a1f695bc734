/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * How users log in with their passwords.
 */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

	@Bean
	UserDetailsService userDetailsService(UserStore users) {
		return (login) -> (Logins.isEmail(login) ? users.findByEmail(login) : users.findByName(login))
			.map((account) -> new SignedInUser(account.user(), account.passwordHash()))
			.orElseThrow(() -> new UsernameNotFoundException("No such user"));
	}

}
