/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import io.github.resilientredis.sample.account.SignedInUser;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Takes down what Spring Security says of passwords and sessions. It also speaks of each
 * request's Bearer token, which is none of our events.
 */
@Component
class AuthenticationEvents {

	private final AuthenticationLog log;

	AuthenticationEvents(AuthenticationLog log) {
		this.log = log;
	}

	@EventListener
	void succeeded(AuthenticationSuccessEvent event) {
		add(EventType.LOGIN_SUCCEEDED, event.getAuthentication());
	}

	@EventListener
	void failed(AbstractAuthenticationFailureEvent event) {
		if (event.getAuthentication() instanceof UsernamePasswordAuthenticationToken attempt) {
			this.log.add(EventType.LOGIN_FAILED, null, attempt.getName());
		}
	}

	@EventListener
	void loggedOut(LogoutSuccessEvent event) {
		add(EventType.LOGOUT, event.getAuthentication());
	}

	private void add(EventType type, Authentication authentication) {
		if (authentication.getPrincipal() instanceof SignedInUser user) {
			this.log.add(type, user.user().id(), user.user().name());
		}
	}

}
