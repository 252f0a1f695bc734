/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches unless the application means to keep its sessions in a database: it has Spring
 * Session's JDBC module, not the one for Redis, and asks for ours by no property.
 */
public class OnRedisSessions extends SpringBootCondition {

	private static final String JDBC = "org.springframework.session.jdbc.JdbcIndexedSessionRepository";

	private static final String REDIS = "org.springframework.session.data.redis.RedisSessionRepository";

	private static final String ENABLED = "resilient-redis.session.enabled";

	private static final String FALLBACK = "resilient-redis.session.fallback";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return decide(context.getEnvironment(), context.getClassLoader());
	}

	/**
	 * Whether sessions are to be in Redis.
	 * @param environment the application's environment
	 * @param classes its class path
	 * @return the decision and why
	 */
	public static ConditionOutcome decide(Environment environment, @Nullable ClassLoader classes) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Sessions in Redis");
		if (!ClassUtils.isPresent(JDBC, classes)) {
			return ConditionOutcome.match(message.because("spring-session-jdbc is not there"));
		}
		if (ClassUtils.isPresent(REDIS, classes)) {
			return ConditionOutcome.match(message.because("spring-session-data-redis is there"));
		}
		if (environment.getProperty(ENABLED, Boolean.class, false)) {
			return ConditionOutcome.match(message.because(ENABLED + " is set"));
		}
		if ("jdbc".equalsIgnoreCase(environment.getProperty(FALLBACK, "").strip())) {
			return ConditionOutcome.match(message.because(FALLBACK + " is jdbc"));
		}
		return ConditionOutcome.noMatch(message.because("spring-session-jdbc is there and spring-session-data-redis is"
				+ " not: the application's sessions are in its database. Set " + ENABLED
				+ " to true to have them in Redis"));
	}

}
