/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import io.github.resilientredis.session.SessionEnder;
import io.github.resilientredis.session.SessionLogoutHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Logging out of sessions that this node does not find, with Spring Security.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(LogoutHandler.class)
class SessionLogoutConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SessionLogoutHandler sessionLogoutHandler(SessionEnder sessions, ObjectProvider<HttpSessionIdResolver> resolver,
			ObjectProvider<CookieSerializer> cookies) {
		return new SessionLogoutHandler(sessions, resolver.getIfAvailable(() -> cookieResolver(cookies)));
	}

	// As Spring Session's own configuration does, which keeps it for itself.
	private static HttpSessionIdResolver cookieResolver(ObjectProvider<CookieSerializer> cookies) {
		CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
		cookies.ifAvailable(resolver::setCookieSerializer);
		return resolver;
	}

	/** Adds it to each chain that can be logged out from. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpSecurity.class)
	static class HttpSecurityConfiguration {

		/**
		 * Comes after the default logout and before the application's own chain, which
		 * may still disable it; does not switch on what somebody has switched off.
		 */
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		Customizer<HttpSecurity> sessionLogoutCustomizer(SessionLogoutHandler handler) {
			return (http) -> {
				LogoutConfigurer<HttpSecurity> logout = configurer(http);
				if (logout != null) {
					logout.addLogoutHandler(handler);
				}
			};
		}

		@SuppressWarnings("unchecked")
		private static LogoutConfigurer<HttpSecurity> configurer(HttpSecurity http) {
			return http.getConfigurer(LogoutConfigurer.class);
		}

	}

}
