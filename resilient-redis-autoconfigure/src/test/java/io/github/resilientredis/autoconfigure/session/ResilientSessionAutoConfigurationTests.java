/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.session.JdbcSessionDatabase;
import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.session.SessionBackend;
import io.github.resilientredis.session.SessionFallback;
import io.github.resilientredis.session.SessionLogoutHandler;
import io.github.resilientredis.session.SessionEnder;
import io.github.resilientredis.session.SessionSettings;
import io.github.resilientredis.session.SessionUnavailableFilter;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;
import org.springframework.session.UuidSessionIdGenerator;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When sessions are ours, and how they are configured.
 */
class ResilientSessionAutoConfigurationTests {

	private static final String OWN = "SessionRepository of its own";

	private static final String STOCK_REDIS = "org.springframework.session.data.redis";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ResilientSessionAutoConfiguration.class,
				SessionAutoConfiguration.class, JdbcSessionAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	@Test
	void thereIsARepositoryWithSpringSessionsFilterAndOurs() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(SessionRepository.class)
				.hasSingleBean(ResilientSessionRepository.class)
				.hasBean("sessionRepository")
				.hasSingleBean(SessionRepositoryFilter.class)
				.hasBean("sessionRepositoryFilterRegistration")
				.hasSingleBean(SessionLogoutHandler.class)
				.doesNotHaveBean(JdbcSessionDatabase.class);
			assertThat(context.getBean(SessionUnavailableFilter.class).getOrder())
				.isEqualTo(SessionRepositoryFilter.DEFAULT_ORDER - 1);
			GuardedFeature feature = context.getBean(GuardedFeature.class);
			assertThat(feature.name()).isEqualTo("session");
			assertThat(feature.managed()).isTrue();
			assertThat(feature.details().get()).isEqualTo(Map.of("fallback", "local", "local-sessions", "0"));
			assertThat(context.getBean(SessionBackend.class).database()).isNull();
		});
	}

	@Test
	void defaultsAreThoseOfTheContractAndOfSpringSession() {
		this.runner.run((context) -> {
			SessionSettings settings = context.getBean(SessionSettings.class);
			assertThat(settings.keyPrefix()).isEqualTo("resilient-redis:");
			assertThat(settings.namespace()).isEqualTo("spring:session");
			assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(30));
			assertThat(settings.flushMode()).isEqualTo(FlushMode.ON_SAVE);
			assertThat(settings.saveMode()).isEqualTo(SaveMode.ON_SET_ATTRIBUTE);
			assertThat(settings.ids()).isInstanceOf(UuidSessionIdGenerator.class);
			assertThat(settings.serializer()).isInstanceOf(JdkSerializationRedisSerializer.class);
			assertThat(settings.fallback()).isEqualTo(SessionFallback.LOCAL);
			assertThat(settings.maxLocalSessions()).isEqualTo(100_000);
		});
	}

	@Test
	void springsPropertiesAndOursAreRead() {
		this.runner
			.withPropertyValues("spring.session.timeout=90", "spring.session.data.redis.namespace=app:s",
					"spring.session.data.redis.flush-mode=immediate", "spring.session.data.redis.saveMode=ALWAYS",
					"spring.session.servlet.filter-order=7", "resilient-redis.session.fallback=NONE",
					"resilient-redis.session.max-local-sessions=5")
			.run((context) -> {
				SessionSettings settings = context.getBean(SessionSettings.class);
				assertThat(settings.timeout()).hasSeconds(90);
				assertThat(settings.namespace()).isEqualTo("app:s");
				assertThat(settings.flushMode()).isEqualTo(FlushMode.IMMEDIATE);
				assertThat(settings.saveMode()).isEqualTo(SaveMode.ALWAYS);
				assertThat(settings.fallback()).isEqualTo(SessionFallback.NONE);
				assertThat(settings.maxLocalSessions()).isEqualTo(5);
				assertThat(context.getBean(SessionUnavailableFilter.class).getOrder()).isEqualTo(6);
			});
	}

	@Test
	void springsBeansAreUsed() {
		SessionIdGenerator ids = () -> "id";
		this.runner.withBean("springSessionDefaultRedisSerializer", RedisSerializer.class, RedisSerializer::json)
			.withBean("another", RedisSerializer.class, RedisSerializer::string)
			.withBean(SessionIdGenerator.class, () -> ids)
			.run((context) -> {
				SessionSettings settings = context.getBean(SessionSettings.class);
				assertThat(settings.serializer())
					.isSameAs(context.getBean("springSessionDefaultRedisSerializer", RedisSerializer.class));
				assertThat(settings.ids()).isSameAs(ids);
			});
	}

	@Test
	void sessionsAreIndexedWhenAsked() {
		this.runner.withPropertyValues("spring.session.data.redis.repository-type=indexed")
			.run((context) -> assertThat(context).hasSingleBean(SessionRepository.class)
				.hasSingleBean(FindByIndexNameSessionRepository.class)
				.hasSingleBean(SessionEnder.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "spring.session.data.redis.flush-mode=never | spring.session.data.redis.flush-mode",
					"spring.session.data.redis.save-mode=x | spring.session.data.redis.save-mode",
					"spring.session.data.redis.repository-type=x | spring.session.data.redis.repository-type",
					"spring.session.data.redis.namespace= | spring.session.data.redis.namespace",
					"spring.session.timeout=0 | spring.session.timeout",
					"resilient-redis.session.max-local-sessions=0 | resilient-redis.session.max-local-sessions",
					"resilient-redis.session.fallback=redis | resilient-redis.session.fallback" })
	void aWrongValueStopsTheStart(String property, String name) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(name));
	}

	@Test
	void aTimeoutOfTheServerThatEndsSessionsAtOnceIsNamed() {
		SessionSettingsFactory factory = new SessionSettingsFactory(new ResilientSessionProperties(),
				new MockEnvironment());
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(
					() -> factory.create("", Duration.ofMillis(999), () -> "id", new JdkSerializationRedisSerializer()))
			.satisfies((failure) -> assertThat(failure.getName()).isEqualTo("server.servlet.session.timeout"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "resilient-redis.enabled=false", "resilient-redis.session.enabled=false" })
	void switchedOffThereIsNothing(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SessionRepository.class)
				.doesNotHaveBean(SessionRepositoryFilter.class)
				.doesNotHaveBean(SessionUnavailableFilter.class)
				.doesNotHaveBean(GuardedFeature.class));
	}

	@Test
	void withoutServletsOrAGuardThereIsNothing() {
		AutoConfigurations configurations = AutoConfigurations.of(ResilientSessionAutoConfiguration.class,
				SessionAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(configurations)
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SessionRepository.class));
		new WebApplicationContextRunner().withConfiguration(configurations)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SessionRepository.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.session", "org.springframework.boot.session" })
	void withoutSpringSessionThereIsNothing(String missing) {
		new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader(missing))
			.withConfiguration(AutoConfigurations.of(ResilientSessionAutoConfiguration.class))
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("sessionRepository"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.security", "org.springframework.security.config",
			"org.springframework.jdbc,org.springframework.session.jdbc,org.springframework.boot.session.jdbc,"
					+ "org.springframework.boot.jdbc,org.springframework.boot.sql" })
	void sessionsNeedNoneOfThese(String missing) {
		new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader(missing.split(",")))
			.withConfiguration(
					AutoConfigurations.of(ResilientSessionAutoConfiguration.class, SessionAutoConfiguration.class))
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.run((context) -> assertThat(context).hasSingleBean(ResilientSessionRepository.class));
	}

	@Test
	void theApplicationsOwnRepositoryWinsWithOneWarning() {
		try (CapturedLog log = new CapturedLog()) {
			this.runner.withBean("mine", SessionRepository.class, () -> new MapSessionRepository(Map.of()))
				.run((context) -> {
					assertThat(context).hasSingleBean(SessionRepository.class)
						.hasBean("mine")
						.doesNotHaveBean(SessionUnavailableFilter.class)
						.doesNotHaveBean(SessionLogoutHandler.class);
					assertThat(log.lines(OWN)).hasSize(1);
					GuardedFeature feature = context.getBean(GuardedFeature.class);
					assertThat(Map.of(feature.name(), feature.managed())).isEqualTo(Map.of("session", false));
				});
		}
	}

	@Test
	void enableRedisHttpSessionWinsWithOneWarning() {
		try (CapturedLog log = new CapturedLog()) {
			this.runner.withUserConfiguration(Enabled.class).run((context) -> {
				assertThat(context).hasSingleBean(RedisSessionRepository.class)
					.doesNotHaveBean(ResilientSessionRepository.class);
				assertThat(log.lines(OWN)).hasSize(1);
			});
		}
	}

	@Test
	void withOnlySpringsJdbcModuleSessionsStayInTheDatabaseSilently() {
		try (CapturedLog log = new CapturedLog()) {
			this.runner.withClassLoader(new FilteredClassLoader(STOCK_REDIS)).run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(ResilientSessionRepository.class)
					.doesNotHaveBean(GuardedFeature.class);
				assertThat(log.lines(OWN)).isEmpty();
			});
		}
	}

	@Test
	void withOnlySpringsJdbcModuleSessionsAreOursWhenAskedFor() {
		this.runner.withClassLoader(new FilteredClassLoader(STOCK_REDIS))
			.withPropertyValues("resilient-redis.session.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(ResilientSessionRepository.class));
	}

	/** Only names that are there when they are meant to be can be in the right order. */
	@Test
	void theNamesInTheOrderResolve() {
		AutoConfiguration order = ResilientSessionAutoConfiguration.class.getAnnotation(AutoConfiguration.class);
		assertThat(order.afterName()).allMatch((name) -> ClassUtils.isPresent(name, null));
		List<String> missing = Arrays.stream(order.beforeName())
			.filter((name) -> !ClassUtils.isPresent(name, null))
			.toList();
		assertThat(missing).allMatch((name) -> name.contains(".session.data.redis."));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableRedisHttpSession
	static class Enabled {

		@Bean
		RedisConnectionFactory redisConnectionFactory() {
			return new LettuceConnectionFactory("127.0.0.1", 1);
		}

	}

}
