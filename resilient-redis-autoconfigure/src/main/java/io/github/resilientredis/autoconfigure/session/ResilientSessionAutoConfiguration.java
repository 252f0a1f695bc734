/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.GuardedFeature;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.SessionRepository;

/**
 * Auto-configuration of HTTP sessions. Takes the place of Spring Boot's sessions in Redis
 * and reads the same properties and beans.
 */
@AutoConfiguration(before = SessionAutoConfiguration.class,
		// The first is not there with Boot 4.1, the others are optional.
		beforeName = { "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration",
				"org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration" },
		after = { RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class },
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ SessionAutoConfiguration.class, SessionRepository.class })
@ConditionalOnRedisGuard
@ConditionalOnBooleanProperty(name = { "resilient-redis.enabled", "resilient-redis.session.enabled" },
		matchIfMissing = true)
@Conditional(OnRedisSessions.class)
@EnableConfigurationProperties({ ResilientSessionProperties.class, SessionProperties.class })
@Import({ SessionDatabaseConfiguration.class, SessionRepositoryConfiguration.class })
public final class ResilientSessionAutoConfiguration {

	/**
	 * Is read before what is imported above, so it sees the application's own beans only.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(SessionRepository.class)
	static class UsersOwnSessionRepositoryConfiguration {

		private static final Log logger = LogFactory.getLog(ResilientSessionAutoConfiguration.class);

		@Bean
		GuardedFeature unguardedSessionFeature() {
			logger.warn("The application has a SessionRepository of its own: its sessions are not protected while"
					+ " Redis is away. Remove that bean, or @EnableRedisHttpSession, to have them protected, or set"
					+ " 'resilient-redis.session.enabled' to false to be silent about it");
			return new GuardedFeature("session", false);
		}

	}

}
