/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.token.GuardedTokenRevocationStore;
import io.github.resilientredis.token.RevokedTokenValidator;
import io.github.resilientredis.token.TokenReplicaStatus;
import io.github.resilientredis.token.TokenRevocationStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Auto-configuration of the {@link TokenRevocationStore}, and of the validator that
 * Spring Boot adds to the decoder of tokens.
 */
@AutoConfiguration(after = { RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class })
@ConditionalOnRedisGuard
@ConditionalOnBooleanProperty(name = "resilient-redis.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("resilient-redis.tokens.enabled")
@EnableConfigurationProperties(TokenProperties.class)
public final class TokenAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(TokenRevocationStore.class)
	GuardedTokenRevocationStore redisTokenRevocationStore(RedisGuard guard, ObjectProvider<Journal> journal,
			ObjectProvider<NodeChannel> channel, ObjectProvider<GuardSettings> settings, TokenProperties properties) {
		String keyPrefix = settings.stream().map(GuardSettings::keyPrefix).findFirst().orElse("resilient-redis:");
		return new GuardedTokenRevocationStore(guard, journal.getIfAvailable(Journal::none),
				channel.getIfAvailable(NodeChannel::alone), properties.toSettings(keyPrefix), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(GuardedTokenRevocationStore.class)
	GuardedFeature guardedTokensFeature(GuardedTokenRevocationStore store) {
		return new GuardedFeature("tokens", true, () -> details(store.getStatus()));
	}

	/** What an earlier process left in the journal must not wait for the first token. */
	@Bean
	static LazyInitializationExcludeFilter tokenRevocationIsNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(TokenRevocationStore.class);
	}

	private static Map<String, String> details(TokenReplicaStatus status) {
		Instant asOf = status.completeAsOf();
		return Map.of("replica", status.complete() ? "complete" : "incomplete", "complete-as-of",
				(asOf != null) ? asOf.toString() : "never", "revoked-tokens", String.valueOf(status.tokens()),
				"revoked-subjects", String.valueOf(status.subjects()));
	}

	/** Refuses revoked tokens. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ OAuth2TokenValidator.class, Jwt.class })
	static class ValidatorConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RevokedTokenValidator revokedTokenValidator(TokenRevocationStore store) {
			return new RevokedTokenValidator(store);
		}

	}

	/**
	 * Is read before the beans above, so it sees the application's own beans only.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(TokenRevocationStore.class)
	static class UsersOwnStoreConfiguration {

		private static final Log logger = LogFactory.getLog(TokenAutoConfiguration.class);

		@Bean
		GuardedFeature unguardedTokensFeature() {
			logger.warn("The application has a TokenRevocationStore of its own, which is used instead of ours. Remove"
					+ " that bean to have revocations hold while Redis is away, or set"
					+ " 'resilient-redis.tokens.enabled' to false to be silent about it");
			return new GuardedFeature("tokens", false);
		}

	}

}
