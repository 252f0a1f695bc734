/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.CookieClearingLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Begins and ends the session of a user. An id that was there before the login is changed
 * (session fixation).
 */
@Component
class LoginSessions {

	static final String COOKIE = "SESSION";

	private final AuthenticationManager authenticationManager;

	private final SecurityContextRepository repository;

	private final SessionAuthenticationStrategy rotation = new ChangeSessionIdAuthenticationStrategy();

	private final LogoutHandler logout = new CompositeLogoutHandler(new SecurityContextLogoutHandler(),
			new CookieClearingLogoutHandler(COOKIE));

	LoginSessions(AuthenticationManager authenticationManager, SecurityContextRepository repository) {
		this.authenticationManager = authenticationManager;
		this.repository = repository;
	}

	Authentication begin(String login, String password, HttpServletRequest request, HttpServletResponse response) {
		Authentication authentication = this.authenticationManager
			.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(login, password));
		this.rotation.onAuthentication(authentication, request, response);
		SecurityContext context = SecurityContextHolder.getContextHolderStrategy().createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.getContextHolderStrategy().setContext(context);
		this.repository.saveContext(context, request, response);
		return authentication;
	}

	void end(@Nullable Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
		this.logout.logout(request, response, authentication);
	}

}
