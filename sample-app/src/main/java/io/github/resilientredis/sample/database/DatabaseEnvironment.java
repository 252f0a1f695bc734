/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.database;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Turns PostgreSQL's customary variables into Spring's data source, or
 * {@code SAMPLE_DATA_DIRECTORY} into an H2 database in a file; without either it is an H2
 * database in memory, which ends with the application. Spring's own
 * {@code spring.datasource.url} wins.
 */
class DatabaseEnvironment implements EnvironmentPostProcessor {

	static final String KIND = "sample.database-kind";

	private static final String URL = "spring.datasource.url";

	private static final String USER = "spring.datasource.username";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> properties = new LinkedHashMap<>();
		String host = text(environment, "PGHOST");
		String directory = text(environment, "SAMPLE_DATA_DIRECTORY");
		String kind = "h2 in memory";
		if (text(environment, URL) != null) {
			kind = "configured";
		}
		else if (host != null) {
			kind = "postgresql";
			usePostgres(environment, host, properties);
		}
		else if (directory != null) {
			kind = "h2 in a file";
			properties.put(URL, "jdbc:h2:file:" + path(directory) + "/sample");
			properties.put(USER, "sa");
		}
		properties.put(KIND, kind);
		environment.getPropertySources().addLast(new MapPropertySource("databaseEnvironment", properties));
	}

	private static void usePostgres(ConfigurableEnvironment environment, String host, Map<String, Object> target) {
		String user = orElse(text(environment, "PGUSER"), "postgres");
		String database = orElse(text(environment, "PGDATABASE"), user);
		String mode = text(environment, "PGSSLMODE");
		target.put(URL, "jdbc:postgresql://" + host + ":" + orElse(text(environment, "PGPORT"), "5432") + "/" + database
				+ ((mode != null) ? "?sslmode=" + mode : ""));
		target.put(USER, user);
		String password = text(environment, "PGPASSWORD");
		if (password != null) {
			target.put("spring.datasource.password", password);
		}
	}

	private static String path(String directory) {
		if (directory.indexOf(';') >= 0) {
			throw new ConfigurationProblem("SAMPLE_DATA_DIRECTORY has a semicolon, which would end the path.",
					"Name a directory without one.");
		}
		// To H2 a path without a root is one of nowhere.
		return Path.of(directory).toAbsolutePath().toString();
	}

	private static @Nullable String text(ConfigurableEnvironment environment, String name) {
		String value = environment.getProperty(name);
		return StringUtils.hasText(value) ? value.trim() : null;
	}

	private static String orElse(@Nullable String value, String other) {
		return (value != null) ? value : other;
	}

}
