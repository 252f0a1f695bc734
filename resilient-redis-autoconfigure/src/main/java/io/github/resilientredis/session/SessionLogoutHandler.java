/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Ends the sessions that a client names when it logs out, though this node cannot find
 * them while Redis is away: Spring Security invalidates those that were found, and no
 * others, so the client's cookie would work again later. The session that was found is
 * left to Spring Security, which may have been told to keep it.
 */
public final class SessionLogoutHandler implements LogoutHandler {

	/** A client has one or two cookies; who sends many only wants to make work. */
	private static final int MAX_IDS = 10;

	private final SessionEnder sessions;

	private final HttpSessionIdResolver ids;

	/**
	 * Create the handler.
	 * @param sessions ends them
	 * @param ids finds out which ids a request names
	 */
	public SessionLogoutHandler(SessionEnder sessions, HttpSessionIdResolver ids) {
		this.sessions = sessions;
		this.ids = ids;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		HttpSession session = request.getSession(false);
		String found = (session != null) ? session.getId() : null;
		this.ids.resolveSessionIds(request)
			.stream()
			.filter((id) -> !id.equals(found))
			.distinct()
			.limit(MAX_IDS)
			.forEach(this.sessions::end);
	}

}
