/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/**
 * A way to sign in that needs filters of its own. Declare a bean.
 */
public interface LoginMethod {

	/**
	 * Add it to the chain that serves sessions. It begins them itself, by the rules of
	 * every login: Spring Security changes neither their ids nor tokens.
	 * @param http the chain
	 */
	void addTo(HttpSecurity http);

}
