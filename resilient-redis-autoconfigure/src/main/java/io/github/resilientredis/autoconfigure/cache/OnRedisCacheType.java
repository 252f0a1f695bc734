/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the user has chosen another kind of cache by {@code spring.cache.type}.
 */
class OnRedisCacheType extends SpringBootCondition {

	private static final String PROPERTY = "spring.cache.type";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Redis cache type");
		String type = context.getEnvironment().getProperty(PROPERTY);
		if (type == null || type.isBlank() || type.strip().equalsIgnoreCase("redis")) {
			return ConditionOutcome.match(message.because(PROPERTY + " does not say otherwise"));
		}
		return ConditionOutcome.noMatch(message.because(PROPERTY + " is " + type));
	}

}
