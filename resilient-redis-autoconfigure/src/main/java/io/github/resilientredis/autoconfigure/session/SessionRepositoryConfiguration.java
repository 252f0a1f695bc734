/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.session.IndexedResilientSessionRepository;
import io.github.resilientredis.session.LocalSessionCount;
import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.session.SessionBackend;
import io.github.resilientredis.session.SessionDatabase;
import io.github.resilientredis.session.SessionFallback;
import io.github.resilientredis.session.SessionSettings;
import io.github.resilientredis.session.SessionUnavailableFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.session.autoconfigure.SessionProperties;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;
import org.springframework.session.UuidSessionIdGenerator;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;

/**
 * The repository of sessions, and Spring Session's filter on it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(SessionRepository.class)
@Import({ SpringHttpSessionConfiguration.class, SessionLogoutConfiguration.class })
class SessionRepositoryConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SessionBackend sessionBackend(RedisGuard guard, ObjectProvider<Journal> journal,
			ObjectProvider<NodeChannel> channel, ObjectProvider<SessionDatabase> database,
			ResilientSessionProperties properties, ResourceLoader resourceLoader) {
		return new SessionBackend(guard, journal.getIfAvailable(Journal::none),
				channel.getIfAvailable(NodeChannel::alone),
				database(properties.getFallback(), database, resourceLoader.getClassLoader()), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	SessionSettings sessionSettings(ResilientSessionProperties properties, Environment environment,
			ObjectProvider<GuardSettings> guard, ObjectProvider<SessionTimeout> timeout,
			ObjectProvider<SessionIdGenerator> ids,
			@Qualifier("springSessionDefaultRedisSerializer") ObjectProvider<RedisSerializer<Object>> serializer,
			ResourceLoader resourceLoader) {
		String keyPrefix = guard.stream().map(GuardSettings::keyPrefix).findFirst().orElse("resilient-redis:");
		SessionTimeout configured = timeout.getIfAvailable(() -> () -> null);
		return new SessionSettingsFactory(properties, environment).create(keyPrefix, configured.getTimeout(),
				ids.getIfAvailable(UuidSessionIdGenerator::getInstance),
				serializer.getIfAvailable(() -> new JdkSerializationRedisSerializer(resourceLoader.getClassLoader())));
	}

	@Bean("sessionRepository")
	@ConditionalOnProperty(name = "spring.session.data.redis.repository-type", havingValue = "indexed")
	IndexedResilientSessionRepository indexedSessionRepository(SessionBackend backend, SessionSettings settings,
			ApplicationEventPublisher events, ObjectProvider<IndexResolver<Session>> resolver) {
		return new IndexedResilientSessionRepository(backend, settings, events,
				resolver.getIfAvailable(PrincipalNameIndexResolver::new));
	}

	@Bean
	@ConditionalOnMissingBean(SessionRepository.class)
	ResilientSessionRepository sessionRepository(SessionBackend backend, SessionSettings settings) {
		return new ResilientSessionRepository(backend, settings);
	}

	/** What waits in the journal needs it, before anybody asks for a session. */
	@Bean
	static LazyInitializationExcludeFilter sessionRepositoryIsNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(ResilientSessionRepository.class,
				IndexedResilientSessionRepository.class);
	}

	@Bean
	SessionUnavailableFilter sessionUnavailableFilter(SessionProperties properties) {
		int order = properties.getServlet().getFilterOrder();
		return new SessionUnavailableFilter((order > Ordered.HIGHEST_PRECEDENCE) ? order - 1 : order);
	}

	@Bean
	GuardedFeature guardedSessionFeature(SessionSettings settings, LocalSessionCount sessions) {
		return new GuardedFeature("session", true,
				() -> Map.of("fallback", settings.fallback().name().toLowerCase(Locale.ROOT), "local-sessions",
						String.valueOf(sessions.getLocalSessions())));
	}

	private static @Nullable SessionDatabase database(SessionFallback fallback,
			ObjectProvider<SessionDatabase> database, @Nullable ClassLoader classes) {
		return (fallback == SessionFallback.JDBC)
				? database.getIfAvailable(() -> SessionDatabaseRequiredException.fail(classes)) : null;
	}

}
