/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.CookieClearingLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessEventPublishingLogoutHandler;
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

	private final SecurityContextRepository repository;

	private final SessionAuthenticationStrategy rotation = new ChangeSessionIdAuthenticationStrategy();

	private final LogoutHandler logout;

	LoginSessions(SecurityContextRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		LogoutSuccessEventPublishingLogoutHandler success = new LogoutSuccessEventPublishingLogoutHandler();
		success.setApplicationEventPublisher(events);
		this.logout = new CompositeLogoutHandler(new SecurityContextLogoutHandler(),
				new CookieClearingLogoutHandler(COOKIE), success);
	}

	void begin(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
		this.rotation.onAuthentication(authentication, request, response);
		SecurityContext context = SecurityContextHolder.getContextHolderStrategy().createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.getContextHolderStrategy().setContext(context);
		this.repository.saveContext(context, request, response);
	}

	void end(@Nullable Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
		this.logout.logout(request, response, authentication);
		// Here goes the end of a session that this node does not know, by the id that the
		// request asks for: request.getRequestedSessionId().
	}

}
