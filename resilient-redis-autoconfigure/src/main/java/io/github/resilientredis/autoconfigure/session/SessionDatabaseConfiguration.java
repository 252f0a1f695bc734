/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.time.Clock;

import javax.sql.DataSource;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.session.JdbcSessionDatabase;
import io.github.resilientredis.session.SessionDatabase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionDataSourceScriptDatabaseInitializer;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionProperties;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.session.jdbc.config.annotation.SpringSessionTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions in the application's database, with Spring Session's schema and properties.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "resilient-redis.session.fallback", havingValue = "jdbc")
@ConditionalOnClass({ JdbcTemplate.class, JdbcSessionProperties.class, SpringSessionDataSource.class })
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean({ SessionRepository.class, SessionDatabase.class })
@EnableConfigurationProperties(JdbcSessionProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
class SessionDatabaseConfiguration {

	/** In Spring Session's schema. */
	private static final int DEFAULT_ID_LENGTH = 36;

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnSchemaInitialization.class)
	JdbcSessionDataSourceScriptDatabaseInitializer jdbcSessionDataSourceScriptDatabaseInitializer(
			@SpringSessionDataSource ObjectProvider<DataSource> sessionDataSource,
			ObjectProvider<DataSource> dataSource, JdbcSessionProperties properties) {
		return new JdbcSessionDataSourceScriptDatabaseInitializer(
				sessionDataSource.getIfAvailable(dataSource::getObject), properties);
	}

	@Bean
	@DependsOnDatabaseInitialization
	JdbcSessionDatabase sessionDatabase(@SpringSessionDataSource ObjectProvider<DataSource> sessionDataSource,
			ObjectProvider<DataSource> dataSource,
			@SpringSessionTransactionManager ObjectProvider<PlatformTransactionManager> manager,
			@Qualifier("springSessionTransactionOperations") ObjectProvider<TransactionOperations> operations,
			JdbcSessionProperties properties, ObjectProvider<SessionIdGenerator> ids) {
		DataSource used = sessionDataSource.getIfAvailable(dataSource::getObject);
		TransactionOperations transactions = operations
			.getIfAvailable(() -> template(manager.getIfAvailable(() -> new JdbcTransactionManager(used))));
		JdbcSessionDatabase database = new JdbcSessionDatabase(new JdbcTemplate(used), transactions,
				properties.getTableName(), Clock.systemUTC());
		ids.ifAvailable((generator) -> check(generator.generate().length(), database));
		return database;
	}

	/** Better now than at each login. */
	private static void check(int length, JdbcSessionDatabase database) {
		if (length > DEFAULT_ID_LENGTH) {
			int taken = database.idLength();
			new PropertyCheck("resilient-redis.session").check("fallback", "jdbc", length <= taken,
					"The application's SessionIdGenerator makes ids of " + length
							+ " characters, and column SESSION_ID takes " + taken
							+ ". Make shorter ids, make the column wider, or use another fallback.");
		}
	}

	/** Apart from a transaction that the application has begun. */
	private static TransactionTemplate template(PlatformTransactionManager manager) {
		TransactionTemplate template = new TransactionTemplate(manager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	/** Matches when Spring Boot would make the tables. */
	static class OnSchemaInitialization extends OnDatabaseInitializationCondition {

		OnSchemaInitialization() {
			super("Session", "spring.session.jdbc.initialize-schema");
		}

	}

}
