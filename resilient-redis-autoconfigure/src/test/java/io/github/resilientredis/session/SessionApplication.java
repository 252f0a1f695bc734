/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Collections;
import java.util.TreeSet;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application whose pages do with the session what they are asked, and answer what
 * they saw: its id and then its attributes, one a line; a dash if there is none.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SessionApplication.Pages.class)
class SessionApplication {

	static final String NONE = "-";

	@Bean
	SecurityFilterChain everybody(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable()).logout((logout) -> logout.disable()).build();
	}

	@RestController
	static class Pages {

		private final RedisGuard guard;

		private final Journal journal;

		private final NodeChannel channel;

		Pages(RedisGuard guard, Journal journal, NodeChannel channel) {
			this.guard = guard;
			this.journal = journal;
			this.channel = channel;
		}

		@PostMapping("/login")
		String login(HttpServletRequest request) {
			HttpSession session = request.getSession();
			request.changeSessionId();
			return seen(session);
		}

		@PutMapping("/attributes/{name}")
		String put(HttpServletRequest request, @PathVariable String name,
				@RequestBody(required = false) @Nullable String value) {
			HttpSession session = request.getSession(false);
			if (session != null) {
				session.setAttribute(name, value);
			}
			return seen(session);
		}

		@GetMapping("/attributes")
		String get(HttpServletRequest request) {
			return seen(request.getSession(false));
		}

		@PostMapping("/rotate")
		String rotate(HttpServletRequest request) {
			HttpSession session = request.getSession(false);
			if (session != null) {
				request.changeSessionId();
			}
			return seen(session);
		}

		@PostMapping("/leave")
		String logout(HttpServletRequest request) {
			HttpSession session = request.getSession(false);
			String seen = seen(session);
			if (session != null) {
				session.invalidate();
			}
			return seen;
		}

		/** Whether Redis is in use, has everything, and the other nodes are heard. */
		@GetMapping("/settled")
		boolean isSettled() {
			return this.guard.getState() == GuardState.AVAILABLE && this.journal.status().records() == 0
					&& this.channel.isTrusted();
		}

		private static String seen(@Nullable HttpSession session) {
			if (session == null) {
				return NONE;
			}
			StringBuilder seen = new StringBuilder(session.getId());
			new TreeSet<>(Collections.list(session.getAttributeNames()))
				.forEach((name) -> seen.append('\n').append(name).append('=').append(session.getAttribute(name)));
			return seen.toString();
		}

	}

}
