/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Endpoints for Bearer tokens, without sessions: {@code whoami} always, a user's own data
 * if there is a token. Everywhere else an {@code Authorization} header means nothing.
 */
@Configuration(proxyBeanMethods = false)
class BearerConfiguration {

	private static final String SCHEME = "Bearer";

	private static final String[] EITHER_WAY = { "/api/auth/events", "/api/me", "/api/dashboard", "/api/statistics",
			"/api/chat", "/api/notifications", "/api/measurements" };

	@Bean
	@Order(1)
	SecurityFilterChain bearerFilterChain(HttpSecurity http, JwtDecoder accessTokenDecoder,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		AuthenticationEntryPoint refuse = refuse(problems);
		return http.securityMatcher(bearerRequests())
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			// Fixation: each Bearer request would change the id of a session whose cookie
			// happens to come along.
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
				.sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none))
			// No cookie counts here, so no other site can send anything in one's name.
			.csrf(CsrfConfigurer::disable)
			.requestCache(RequestCacheConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.oauth2ResourceServer(
					(bearer) -> bearer.authenticationEntryPoint(refuse).jwt((jwt) -> jwt.decoder(accessTokenDecoder)))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(refuse)
				.accessDeniedHandler((request, response, ex) -> problems.resolveException(request, response, null, ex)))
			.build();
	}

	private static RequestMatcher bearerRequests() {
		return new OrRequestMatcher(under("/api/auth/whoami"),
				new AndRequestMatcher(under(EITHER_WAY), BearerConfiguration::hasToken));
	}

	private static RequestMatcher under(String... paths) {
		PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
		return new OrRequestMatcher(
				Arrays.stream(paths).map((path) -> (RequestMatcher) patterns.matcher(path + "/**")).toList());
	}

	private static boolean hasToken(HttpServletRequest request) {
		@Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
	}

	/** Spring's header, our body. */
	private static AuthenticationEntryPoint refuse(HandlerExceptionResolver problems) {
		AuthenticationEntryPoint headers = new BearerTokenAuthenticationEntryPoint();
		return (request, response, ex) -> {
			headers.commence(request, response, ex);
			problems.resolveException(request, response, null, ex);
		};
	}

}
