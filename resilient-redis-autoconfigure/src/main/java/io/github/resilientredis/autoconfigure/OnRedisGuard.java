/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import io.github.resilientredis.guard.RedisGuard;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Looks for our own guard by its name first: it is nearly always there, and to look at
 * the types of all beans a dozen times is a part of the start that can be felt.
 */
class OnRedisGuard extends SpringBootCondition implements ConfigurationCondition {

	/** Of the methods in {@link RedisGuardAutoConfiguration}. */
	static final String BEAN_NAME = "redisGuard";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnRedisGuard.class);
		ListableBeanFactory beans = context.getBeanFactory();
		boolean found = beans != null && (isOurs(beans) || isOther(beans));
		return found ? ConditionOutcome.match(message.foundExactly("a RedisGuard"))
				: ConditionOutcome.noMatch(message.didNotFind("a RedisGuard").atAll());
	}

	private static boolean isOurs(ListableBeanFactory beans) {
		return beans.containsBean(BEAN_NAME) && beans.isTypeMatch(BEAN_NAME, RedisGuard.class);
	}

	private static boolean isOther(ListableBeanFactory beans) {
		return beans.getBeanNamesForType(RedisGuard.class, true, false).length > 0;
	}

}
