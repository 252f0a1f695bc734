/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.resilientredis.throttle.Throttled;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * An application with everything that is configured automatically, and Spring Security.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ThrottledApplication.Pages.class, ThrottledApplication.Accounts.class, ThrottledApplication.Advice.class })
class ThrottledApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.httpBasic(Customizer.withDefaults())
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/private/**").authenticated().anyRequest().permitAll())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(
				List.of(User.withUsername("alice").password("{noop}secret").roles("USER").build(),
						User.withUsername("bob").password("{noop}secret").roles("USER").build()));
	}

	@Bean
	RequestKeyResolver tenant() {
		return (request) -> {
			if ("fail".equals(request.getParameter("tenant"))) {
				throw new IllegalStateException("hostile text");
			}
			return request.getParameter("tenant");
		};
	}

	/** Asks for a part of the application that is not Spring MVC's. */
	@Bean
	FilterRegistrationBean<Filter> plain(Accounts accounts) {
		FilterRegistrationBean<Filter> plain = new FilterRegistrationBean<>((request, response, chain) -> {
			response.getWriter().write("begun ");
			response.getWriter().write(accounts.byName(request.getParameter("user")));
		});
		plain.addUrlPatterns("/plain");
		return plain;
	}

	@RestController
	static class Pages {

		private final Accounts accounts;

		Pages(Accounts accounts) {
			this.accounts = accounts;
		}

		@RequestMapping({ "/open/**", "/private/**" })
		String page() {
			return "page";
		}

		@GetMapping("/login")
		String login(@RequestParam String user) {
			return this.accounts.login(user);
		}

		@GetMapping("/bulk")
		String bulk(@RequestParam int size) {
			return this.accounts.bulk(size);
		}

		@GetMapping("/later")
		Callable<String> later(@RequestParam String user) {
			return () -> this.accounts.byName(user);
		}

		@GetMapping("/session")
		String session(HttpSession session) {
			return "session";
		}

		@GetMapping("/failing")
		void failing(HttpServletResponse response) throws IOException {
			response.sendError(500);
		}

	}

	/** Takes every exception for a failure. */
	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler
		ResponseEntity<String> handle(Exception ex) {
			return ResponseEntity.internalServerError().body("failed");
		}

	}

	static class Accounts {

		@Throttled(value = "login", key = "#user")
		String login(String user) {
			return "welcome";
		}

		@Throttled(value = "named", key = "#user")
		String byName(String user) {
			return "hello";
		}

		@Throttled(value = "bulk", cost = "#size")
		String bulk(int size) {
			return String.valueOf(Map.of("size", size));
		}

	}

}
