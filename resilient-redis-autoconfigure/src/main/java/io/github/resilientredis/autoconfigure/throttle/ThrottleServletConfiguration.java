/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import io.github.resilientredis.throttle.CurrentRequest;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.servlet.BoundRequest;
import io.github.resilientredis.throttle.servlet.ThrottleFilter;
import io.github.resilientredis.throttle.servlet.ThrottleRules;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks limits for servlet requests, around Spring Security's filters.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
class ThrottleServletConfiguration {

	/** Where Spring Boot puts Spring Security's filters unless told otherwise. */
	private static final int SECURITY = -100;

	private static final String SECURITY_ORDER = "spring.security.filter.order";

	/** Before Spring binds the request to the thread, too. */
	private static final int EARLY = -110;

	@Bean
	ThrottleRules throttleRules(ThrottleProperties properties, Throttle throttle, BeanFactory beans) {
		return new ThrottleRules(
				new RuleFactory(properties, new LimitFactory(properties, beans).keySources(), beans).rules(throttle),
				beans);
	}

	@Bean
	@ConditionalOnMissingBean(CurrentRequest.class)
	BoundRequest throttleCurrentRequest(ThrottleRules rules, ThrottleProperties properties) {
		return new BoundRequest(rules, properties.isHeaders());
	}

	@Bean
	@ConditionalOnMissingBean(name = "throttleFilter")
	ThrottleFilter throttleFilter(Throttle throttle, ThrottleRules rules, ThrottleProperties properties,
			Environment environment) {
		int security = environment.getProperty(SECURITY_ORDER, Integer.class, SECURITY);
		int before = (security > Ordered.HIGHEST_PRECEDENCE) ? security - 1 : security;
		return ThrottleFilter.early(throttle, rules, properties.isHeaders(), Math.min(EARLY, before));
	}

	@Bean
	@ConditionalOnMissingBean(name = "throttleUserFilter")
	ThrottleFilter throttleUserFilter(Throttle throttle, ThrottleRules rules, ThrottleProperties properties,
			Environment environment) {
		int security = environment.getProperty(SECURITY_ORDER, Integer.class, SECURITY);
		int after = (security < Ordered.LOWEST_PRECEDENCE) ? security + 1 : security;
		return ThrottleFilter.late(throttle, rules, properties.isHeaders(), after);
	}

}
