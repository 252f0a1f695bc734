/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.session.JdbcSessionDatabase;
import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.session.SessionBackend;
import io.github.resilientredis.session.SessionDatabase;
import io.github.resilientredis.session.StoredSession;
import io.github.resilientredis.testkit.SettableGuard;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.session.jdbc.config.annotation.SpringSessionTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions in the application's database.
 */
class SessionDatabaseConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ResilientSessionAutoConfiguration.class,
				SessionAutoConfiguration.class, JdbcSessionAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
		.withPropertyValues("resilient-redis.session.fallback=jdbc");

	@Test
	void theTablesAreMadeAndUsed() {
		this.runner.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2).run((context) -> {
			assertThat(context).hasSingleBean(ResilientSessionRepository.class)
				.hasSingleBean(JdbcSessionDatabase.class)
				.doesNotHaveBean(JdbcIndexedSessionRepository.class);
			assertThat(context.getBean(SessionBackend.class).database())
				.isSameAs(context.getBean(SessionDatabase.class));
			create(context);
			assertThat(rows(context.getBean(DataSource.class), "SPRING_SESSION")).isOne();
		});
	}

	@Test
	void withoutSpringsRedisModuleTheDatabaseIsStillOurs() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.session.data.redis"))
			.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2)
			.run((context) -> assertThat(context).hasSingleBean(ResilientSessionRepository.class)
				.hasSingleBean(JdbcSessionDatabase.class));
	}

	@Test
	void springsPropertiesOfTheTablesAreRead() {
		this.runner.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2)
			.withPropertyValues("spring.session.jdbc.table-name=MINE",
					"spring.session.jdbc.schema=classpath:session/mine.sql")
			.run((context) -> {
				create(context);
				assertThat(rows(context.getBean(DataSource.class), "MINE")).isOne();
			});
	}

	@Test
	void theTablesAreNotMadeWhenToldSo() {
		this.runner.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2)
			.withPropertyValues("spring.session.jdbc.initialize-schema=never")
			.run((context) -> {
				assertThat(context).hasSingleBean(JdbcSessionDatabase.class);
				Integer tables = new JdbcTemplate(context.getBean(DataSource.class)).queryForObject(
						"SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'SPRING_SESSION'",
						Integer.class);
				assertThat(tables).isZero();
			});
	}

	@Test
	void springSessionsOwnDataSourceAndTransactionManagerAreUsed() {
		this.runner.withUserConfiguration(TwoDataSources.class).run((context) -> {
			create(context);
			assertThat(rows(context.getBean("sessions", DataSource.class), "SPRING_SESSION")).isOne();
			assertThat(context.getBean(AtomicInteger.class)).hasPositiveValue();
		});
	}

	@Test
	void theApplicationsOwnDatabaseOfSessionsWins() {
		JdbcSessionDatabase own = new JdbcSessionDatabase(new JdbcTemplate(h2()),
				TransactionOperations.withoutTransaction(), "T", Clock.systemUTC());
		this.runner.withBean("own", SessionDatabase.class, () -> own)
			.run((context) -> assertThat(context.getBean(SessionBackend.class).database()).isSameAs(own));
	}

	@Test
	void withoutADataSourceTheStartIsStoppedWithTheFix() {
		this.runner.run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("'resilient-redis.session.fallback' is 'jdbc'",
					"there is no DataSource");
			assertThat(analysis.getAction()).contains("spring.datasource.*", "'local' or 'none'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.session.jdbc", "org.springframework.boot.session.jdbc" })
	void withoutSpringsJdbcModuleTheStartIsStoppedWithTheFix(String missing) {
		new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader(missing))
			.withConfiguration(
					AutoConfigurations.of(ResilientSessionAutoConfiguration.class, SessionAutoConfiguration.class))
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2)
			.withPropertyValues("resilient-redis.session.fallback=jdbc")
			.run((context) -> {
				assertThat(analysis(context).getDescription()).contains("not on the class path");
				assertThat(analysis(context).getAction()).contains("spring-boot-starter-session-jdbc");
			});
	}

	@Test
	void idsThatDoNotFitStopTheStartWithTheFix() {
		this.runner.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2)
			.withBean(SessionIdGenerator.class, () -> () -> "x".repeat(48))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("48 characters")
				.hasMessageContaining("takes 36"));
	}

	@Test
	void longIdsThatFitAWiderColumnAreFine() {
		this.runner.withBean(DataSource.class, SessionDatabaseConfigurationTests::h2)
			.withPropertyValues("spring.session.jdbc.table-name=MINE",
					"spring.session.jdbc.schema=classpath:session/mine.sql")
			.withBean(SessionIdGenerator.class, () -> () -> "x".repeat(48))
			.run((context) -> assertThat(context).hasSingleBean(ResilientSessionRepository.class));
	}

	private static FailureAnalysis analysis(AssertableWebApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		FailureAnalysis analysis = new SessionDatabaseRequiredFailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis;
	}

	private static void create(AssertableWebApplicationContext context) {
		long now = System.currentTimeMillis();
		context.getBean(SessionDatabase.class)
			.create(new StoredSession(UUID.randomUUID().toString(), now, now, 60, Map.of("a", new byte[] { 1 })), null);
	}

	private static int rows(DataSource dataSource, String table) {
		Integer rows = new JdbcTemplate(dataSource).queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
		return (rows != null) ? rows : 0;
	}

	private static DataSource h2() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		@Primary
		DataSource main() {
			return h2();
		}

		@Bean
		@SpringSessionDataSource
		DataSource sessions() {
			return h2();
		}

		@Bean
		AtomicInteger begun() {
			return new AtomicInteger();
		}

		@Bean
		@Primary
		PlatformTransactionManager mainManager() {
			return new JdbcTransactionManager(h2());
		}

		@Bean
		@SpringSessionTransactionManager
		PlatformTransactionManager sessionsManager(@SpringSessionDataSource DataSource sessions, AtomicInteger begun) {
			return new JdbcTransactionManager(sessions) {

				private static final long serialVersionUID = 1L;

				@Override
				protected void doBegin(Object transaction, TransactionDefinition definition) {
					begun.incrementAndGet();
					super.doBegin(transaction, definition);
				}

			};
		}

	}

}
