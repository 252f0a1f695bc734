/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.CookieClearingLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessEventPublishingLogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Begins and ends the session of a user.
 */
@Component
class LoginSessions {

	static final String COOKIE = "SESSION";

	private final SecurityContextRepository repository;

	private final SessionAuthenticationStrategy strategy;

	private final LogoutHandler logout;

	LoginSessions(SecurityContextRepository repository, SessionAuthenticationStrategy strategy,
			ApplicationEventPublisher events, ObjectProvider<LogoutHandler> others) {
		this.repository = repository;
		this.strategy = strategy;
		LogoutSuccessEventPublishingLogoutHandler success = new LogoutSuccessEventPublishingLogoutHandler();
		success.setApplicationEventPublisher(events);
		List<LogoutHandler> handlers = new ArrayList<>(others.orderedStream().toList());
		handlers.addAll(List.of(new SecurityContextLogoutHandler(), new CookieClearingLogoutHandler(COOKIE), success));
		this.logout = new CompositeLogoutHandler(handlers);
	}

	void begin(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
		this.strategy.onAuthentication(authentication, request, response);
		SecurityContext context = SecurityContextHolder.getContextHolderStrategy().createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.getContextHolderStrategy().setContext(context);
		this.repository.saveContext(context, request, response);
	}

	/**
	 * End the session that the request asks for, also if this node does not know it: the
	 * library's handler sees to that.
	 */
	void end(@Nullable Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
		this.logout.logout(request, response, authentication);
	}

}
