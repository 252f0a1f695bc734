/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import java.time.Clock;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Under {@code /api} everything asks for a login but what is listed here. The page, its
 * resources and the description of the API are open, and so is the actuator: on the
 * application's own port it exposes only health, info and metrics. The profile operations
 * gives it a port of its own and shows more there, which only the network protects.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String[] PUBLIC = { "/api/register", "/api/register/", "/api/login", "/api/login/",
			"/api/logout", "/api/logout/", "/api/rates", "/api/rates/", "/api/health", "/api/health/", "/api/cors-test",
			"/api/cors-test/", "/api/auth/token", "/api/auth/token/", "/api/auth/refresh", "/api/auth/refresh/",
			"/api/auth/revoke", "/api/auth/revoke/", "/api/v1/auth/resend-verification-code",
			"/api/v1/auth/resend-verification-code/", "/api/v1/auth/verify", "/api/v1/auth/verify/",
			"/api/auth/providers", "/api/auth/providers/", "/api/demo/**" };

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, SecurityContextRepository repository, CsrfTokens tokens,
			ObjectProvider<LoginMethod> logins,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		logins.orderedStream().forEach((login) -> login.addTo(http));
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(PUBLIC)
				.permitAll()
				.requestMatchers("/api/**")
				.authenticated()
				.anyRequest()
				.permitAll())
			// Besides, the session cookie is SameSite=Lax and bodies are JSON only, which
			// no form can send. Neither stops a neighbour of the same site.
			.csrf((csrf) -> csrf.csrfTokenRepository(tokens.repository())
				.csrfTokenRequestHandler(tokens)
				.requireCsrfProtectionMatcher(new CsrfRequests())
				.sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
			// Logins call their strategy themselves.
			.sessionManagement(
					(sessions) -> sessions.sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
			.addFilterAfter(new CsrfCookieFilter(), CsrfFilter.class)
			.securityContext((context) -> context.securityContextRepository(repository))
			// A refused request must not begin a session to be remembered in.
			.requestCache(RequestCacheConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.exceptionHandling((exceptions) -> exceptions
				.authenticationEntryPoint(
						(request, response, ex) -> problems.resolveException(request, response, null, ex))
				.accessDeniedHandler((request, response, ex) -> problems.resolveException(request, response, null, ex)))
			.build();
	}

	@Bean
	SecurityContextRepository securityContextRepository() {
		return new HttpSessionSecurityContextRepository();
	}

	@Bean
	CsrfTokens csrfTokens() {
		return new CsrfTokens();
	}

	/**
	 * What every login does before its session begins: an id that was there before is
	 * changed (session fixation), and so is the token against request forgery.
	 */
	@Bean
	SessionAuthenticationStrategy loginStrategy(CsrfTokens tokens) {
		return new CompositeSessionAuthenticationStrategy(
				List.of(new ChangeSessionIdAuthenticationStrategy(), tokens::renew));
	}

	@Bean
	AuthenticationManager authenticationManager(UserDetailsService users, PasswordEncoder passwordEncoder,
			AuthenticationEventPublisher events) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
		provider.setPasswordEncoder(passwordEncoder);
		ProviderManager manager = new ProviderManager(provider);
		manager.setAuthenticationEventPublisher(events);
		return manager;
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
