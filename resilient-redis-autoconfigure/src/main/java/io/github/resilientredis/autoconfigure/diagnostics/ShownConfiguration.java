/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.resilientredis.autoconfigure.RedisUrlCheck;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The properties that have to do with Redis and are set, without secrets.
 */
final class ShownConfiguration {

	private static final List<ConfigurationPropertyName> PREFIXES = List
		.of("spring.data.redis", "spring.cache", "spring.session", "resilient-redis")
		.stream()
		.map(ConfigurationPropertyName::of)
		.toList();

	private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|credential|private|passphrase).*");

	private static final String MASK = "******";

	private ShownConfiguration() {
	}

	static Map<String, String> of(Environment environment) {
		Map<String, String> shown = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource several) {
				several.stream()
					.filter((name) -> PREFIXES.stream().anyMatch((prefix) -> prefix.isAncestorOf(name)))
					.forEach((name) -> shown.computeIfAbsent(name.toString(), (key) -> value(environment, key)));
			}
		}
		return shown;
	}

	private static String value(Environment environment, String name) {
		String value;
		try {
			value = environment.getProperty(name, "");
		}
		catch (IllegalArgumentException ex) {
			return "(cannot be resolved)";
		}
		if (SECRET.matcher(name).matches()) {
			return MASK;
		}
		boolean url = value.contains("://") || value.contains("@") || name.endsWith(".url");
		return url ? RedisUrlCheck.masked(value) : value;
	}

}
