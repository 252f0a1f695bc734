/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Known origins may send cookies. With allow-all, every other origin may call too, but
 * never with somebody's session.
 */
class PolicyCorsConfigurationSource implements CorsConfigurationSource {

	private static final String CSRF_HEADER = "X-XSRF-TOKEN";

	private final OriginPolicy policy;

	private final CorsConfiguration known;

	private final CorsConfiguration any = common(new CorsConfiguration());

	PolicyCorsConfigurationSource(OriginPolicy policy) {
		this.policy = policy;
		this.known = common(new CorsConfiguration() {
			@Override
			public @Nullable String checkOrigin(@Nullable String origin) {
				return policy.isKnown(origin) ? origin : null;
			}
		});
		this.known.setAllowCredentials(true);
		this.any.addAllowedOrigin(CorsConfiguration.ALL);
	}

	private static CorsConfiguration common(CorsConfiguration configuration) {
		configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
		configuration
			.setAllowedHeaders(List.of("Accept", "Authorization", "Content-Type", "X-Requested-With", CSRF_HEADER));
		configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, "RateLimit", "RateLimit-Policy", CSRF_HEADER));
		configuration.setMaxAge(Duration.ofMinutes(10));
		return configuration;
	}

	@Override
	public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
		boolean open = this.policy.isAllowAll() && !this.policy.isKnown(request.getHeader(HttpHeaders.ORIGIN));
		return open ? this.any : this.known;
	}

}
