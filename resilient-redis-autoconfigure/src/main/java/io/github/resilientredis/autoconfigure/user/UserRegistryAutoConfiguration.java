/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.user;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.user.GuardedUserRegistry;
import io.github.resilientredis.user.UserIdGenerator;
import io.github.resilientredis.user.UserRegistry;
import io.github.resilientredis.user.UserRegistryStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the {@link UserRegistry}.
 */
@AutoConfiguration(after = { RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class })
@ConditionalOnRedisGuard
@ConditionalOnBooleanProperty(name = "resilient-redis.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "resilient-redis.users.enabled", matchIfMissing = true)
@EnableConfigurationProperties(UserProperties.class)
public final class UserRegistryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(UserRegistry.class)
	GuardedUserRegistry redisUserRegistry(RedisGuard guard, ObjectProvider<Journal> journal,
			ObjectProvider<NodeChannel> channel, ObjectProvider<GuardSettings> settings,
			ObjectProvider<UserIdGenerator> ids, UserProperties properties, ApplicationEventPublisher publisher) {
		String keyPrefix = settings.stream().map(GuardSettings::keyPrefix).findFirst().orElse("resilient-redis:");
		return new GuardedUserRegistry(guard, journal.getIfAvailable(Journal::none),
				channel.getIfAvailable(NodeChannel::alone), properties.toSettings(keyPrefix),
				ids.getIfAvailable(() -> () -> UUID.randomUUID().toString()), Clock.systemUTC(),
				publisher::publishEvent);
	}

	@Bean
	@ConditionalOnBean(GuardedUserRegistry.class)
	GuardedFeature guardedUsersFeature(GuardedUserRegistry registry) {
		return new GuardedFeature("users", true, () -> details(registry.getStatus()));
	}

	/** What an earlier process left in the journal must not wait for the first user. */
	@Bean
	static LazyInitializationExcludeFilter userRegistryIsNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(UserRegistry.class);
	}

	private static Map<String, String> details(UserRegistryStatus status) {
		return Map.of("local-copies", String.valueOf(status.copies()), "waiting", String.valueOf(status.pending()),
				"conflicts", String.valueOf(status.conflicts()));
	}

	/**
	 * Is read before the beans above, so it sees the application's own beans only.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(UserRegistry.class)
	static class UsersOwnRegistryConfiguration {

		private static final Log logger = LogFactory.getLog(UserRegistryAutoConfiguration.class);

		@Bean
		GuardedFeature unguardedUsersFeature() {
			logger.warn("The application has a UserRegistry of its own, which is used instead of ours. Remove that bean"
					+ " to have users while Redis is away, or set 'resilient-redis.users.enabled' to false to be silent"
					+ " about it");
			return new GuardedFeature("users", false);
		}

	}

}
