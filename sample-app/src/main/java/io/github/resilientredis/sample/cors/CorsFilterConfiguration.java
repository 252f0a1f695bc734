/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * CORS comes first, so that whatever later filters answer, a refusal included, can be
 * read by the front end.
 */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(CorsFilterConfiguration.class);

	@Bean
	FilterRegistrationBean<CorsFilter> corsFilter(OriginPolicy policy,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		if (policy.isAllowAll()) {
			logger.warn("CORS_ALLOW_ALL is on: EVERY web site may call this application. Turn it off when you know "
					+ "which origins you need, and list them in CORS_ALLOWED_ORIGINS.");
		}
		CorsFilter filter = new CorsFilter(new PolicyCorsConfigurationSource(policy));
		filter.setCorsProcessor(new ProblemCorsProcessor(problems));
		FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
		return registration;
	}

}
