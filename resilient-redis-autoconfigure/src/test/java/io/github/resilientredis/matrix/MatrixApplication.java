/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import io.github.resilientredis.matrix.MatrixApplication.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A small application that does with Redis what applications do with Redis.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@EnableCaching
@Import(Pages.class)
class MatrixApplication {

	@Bean
	SecurityFilterChain everybody(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable()).logout((logout) -> logout.disable()).build();
	}

	@Bean
	Catalog catalog() {
		return new Catalog();
	}

	@RestController
	static class Pages {

		private final Catalog catalog;

		private final Parts parts;

		Pages(Catalog catalog, Parts parts) {
			this.catalog = catalog;
			this.parts = parts;
		}

		@GetMapping("/items/{item}")
		String read(@PathVariable int item) {
			return this.catalog.read(item);
		}

		@PostMapping("/items/{item}")
		String change(@PathVariable int item) {
			return String.valueOf(this.catalog.change(item));
		}

		@GetMapping("/limits/{limit}")
		boolean admits(@PathVariable String limit, @RequestParam String key) {
			return this.parts.admits(limit, key);
		}

		@PostMapping("/sessions")
		String signIn(HttpServletRequest request) {
			HttpSession session = request.getSession();
			session.setAttribute("user", "ada");
			return session.getId();
		}

		@GetMapping("/session")
		Object user(HttpServletRequest request) {
			return session(request).getAttribute("user");
		}

		@PostMapping("/session/{number}")
		int count(HttpServletRequest request, @PathVariable int number) {
			session(request).setAttribute(Ledger.NUMBER, number);
			return number;
		}

		@PostMapping("/session/end")
		String signOut(HttpServletRequest request) {
			session(request).invalidate();
			return "bye";
		}

		@PostMapping("/users")
		String register(@RequestParam String email) {
			this.parts.register(email);
			return "welcome";
		}

		@GetMapping("/users")
		boolean isRegistered(@RequestParam String email) {
			return this.parts.isRegistered(email);
		}

		@PostMapping("/revoked/{token}")
		String revoke(@PathVariable String token) {
			this.parts.revoke(token);
			return "revoked";
		}

		@GetMapping("/revoked/{token}")
		boolean isRevoked(@PathVariable String token) {
			return this.parts.isRevoked(token);
		}

		private static HttpSession session(HttpServletRequest request) {
			HttpSession session = request.getSession(false);
			if (session == null || session.getAttribute("user") == null) {
				throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
			}
			return session;
		}

	}

}
