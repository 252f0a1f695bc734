/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.github.resilientredis.throttle.servlet.ThrottledExceptionResolver;

/**
 * Answers for what Spring MVC's handlers were not allowed to do.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(HandlerExceptionResolver.class)
class ThrottleMvcConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "throttledExceptionResolver")
	ThrottledExceptionResolver throttledExceptionResolver() {
		return new ThrottledExceptionResolver();
	}

}
