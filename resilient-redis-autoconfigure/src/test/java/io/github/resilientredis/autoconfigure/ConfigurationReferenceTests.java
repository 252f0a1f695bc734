/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

import io.github.resilientredis.autoconfigure.throttle.ThrottleProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metadata from which an IDE completes our properties, and the page made from it.
 */
class ConfigurationReferenceTests {

	private static final List<String> WITHOUT_DEFAULT = List.of("resilient-redis.cache.caches",
			"resilient-redis.cache.json-allowed-packages", "resilient-redis.diagnostics.configuration-classes",
			"resilient-redis.journal.directory", "resilient-redis.throttle.exempt-addresses",
			"resilient-redis.throttle.exempt-paths", "resilient-redis.throttle.limits",
			"resilient-redis.throttle.nodes");

	private final TreeMap<String, JsonNode> properties = new TreeMap<>();

	@BeforeEach
	void read() throws IOException {
		for (URL url : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				for (JsonNode property : new JsonMapper().readTree(stream).get("properties")) {
					String name = property.get("name").asString();
					if (name.startsWith("resilient-redis.")) {
						this.properties.put(name, property);
					}
				}
			}
		}
		assertThat(this.properties).hasSizeGreaterThan(20);
	}

	@Test
	void everyPropertyHasADescriptionAndADefault() {
		this.properties.forEach((name, property) -> {
			assertThat(property.path("description").asString("")).as(name).endsWith(".");
			if (!WITHOUT_DEFAULT.contains(name)) {
				assertThat(property.has("defaultValue")).as(name).isTrue();
			}
			if (property.get("type").asString().equals("java.lang.Boolean")) {
				assertThat(property.get("description").asString()).as(name).startsWith("Whether ");
			}
		});
	}

	@Test
	void thePageIsInStepWithTheMetadata() throws IOException {
		StringBuilder table = new StringBuilder("| property | default | meaning |\n| --- | --- | --- |\n");
		this.properties.forEach((name, property) -> table.append("| `%s` | %s | %s |\n".formatted(name,
				property.path("defaultValue").asString(""), property.get("description").asString())));
		assertThat(page()).contains(table);
	}

	@Test
	void everyPropertyOfALimitIsOnThePage() throws IOException {
		List<String> names = Arrays.stream(ThrottleProperties.Limit.class.getDeclaredFields())
			.map((field) -> DataObjectPropertyName.toDashedForm(field.getName()))
			.toList();
		assertThat(names).contains("rate", "exempt-paths").hasSizeGreaterThan(10);
		assertThat(page()).contains(names.stream().map((name) -> "| `" + name + "` | ").toList());
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("..", "docs", "configuration.md"));
	}

}
