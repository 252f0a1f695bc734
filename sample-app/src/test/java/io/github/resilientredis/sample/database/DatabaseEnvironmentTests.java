/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.database;

import java.nio.file.Path;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which database follows from the environment.
 */
class DatabaseEnvironmentTests {

	@Test
	void nothingSetIsADatabaseInMemory() {
		MockEnvironment environment = process(
				new MockEnvironment().withProperty("PGHOST", "").withProperty("SAMPLE_DATA_DIRECTORY", " "));
		assertThat(environment.getProperty(DatabaseEnvironment.KIND)).isEqualTo("h2 in memory");
		assertThat(environment.containsProperty("spring.datasource.url")).isFalse();
	}

	@Test
	void aDirectoryIsADatabaseInAFile() {
		MockEnvironment environment = process(new MockEnvironment().withProperty("SAMPLE_DATA_DIRECTORY", "data"));
		assertThat(environment.getProperty(DatabaseEnvironment.KIND)).isEqualTo("h2 in a file");
		assertThat(environment.getProperty("spring.datasource.url"))
			.isEqualTo("jdbc:h2:file:" + Path.of("data").toAbsolutePath() + "/sample");
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> process(
				new MockEnvironment().withProperty("SAMPLE_DATA_DIRECTORY", "a;INIT=RUNSCRIPT FROM 'x'")));
	}

	@Test
	void thePgVariablesArePostgreSql() {
		MockEnvironment environment = process(new MockEnvironment().withProperty("PGHOST", "h")
			.withProperty("PGPORT", "1")
			.withProperty("PGDATABASE", "d")
			.withProperty("PGUSER", "u")
			.withProperty("PGPASSWORD", "p")
			.withProperty("PGSSLMODE", "require"));
		assertThat(environment.getProperty(DatabaseEnvironment.KIND)).isEqualTo("postgresql");
		assertThat(environment.getProperty("spring.datasource.url"))
			.isEqualTo("jdbc:postgresql://h:1/d?sslmode=require");
		assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("u");
		assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p");
	}

	@Test
	void theDatabaseIsTheUsersAndThePortIsTheUsualOneUnlessSet() {
		MockEnvironment environment = process(
				new MockEnvironment().withProperty("PGHOST", "h").withProperty("PGUSER", "u"));
		assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://h:5432/u");
	}

	@Test
	void springsOwnPropertyWins() {
		MockEnvironment environment = process(
				new MockEnvironment().withProperty("PGHOST", "h").withProperty("spring.datasource.url", "jdbc:own"));
		assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:own");
		assertThat(environment.getProperty(DatabaseEnvironment.KIND)).isEqualTo("configured");
	}

	private static MockEnvironment process(MockEnvironment environment) {
		new DatabaseEnvironment().postProcessEnvironment(environment, new SpringApplication());
		return environment;
	}

}
