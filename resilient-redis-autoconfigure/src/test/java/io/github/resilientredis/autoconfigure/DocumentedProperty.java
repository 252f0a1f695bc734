/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the metadata of the class path says of a property: what an IDE completes from.
 *
 * @param name its name
 * @param type the name of its Java type
 * @param defaultValue its default as text, if there is one
 * @param description what it is for, empty if nobody wrote that
 */
record DocumentedProperty(String name, String type, @Nullable String defaultValue, String description) {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	static final String PREFIX = "resilient-redis.";

	/** All there are, of this library and of those it works with, by name. */
	static Map<String, DocumentedProperty> all() {
		Map<String, DocumentedProperty> all = new TreeMap<>();
		try {
			for (URL url : Collections.list(DocumentedProperty.class.getClassLoader().getResources(METADATA))) {
				try (InputStream stream = url.openStream()) {
					for (JsonNode property : new JsonMapper().readTree(stream).get("properties")) {
						DocumentedProperty read = read(property);
						all.put(read.name(), read);
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return all;
	}

	/** Those of this library. */
	static Map<String, DocumentedProperty> ours() {
		Map<String, DocumentedProperty> ours = all();
		ours.keySet().removeIf((name) -> !name.startsWith(PREFIX));
		return ours;
	}

	private static DocumentedProperty read(JsonNode property) {
		JsonNode defaultValue = property.get("defaultValue");
		return new DocumentedProperty(property.get("name").asString(),
				property.path("type").asString("java.lang.String"), (defaultValue != null) ? text(defaultValue) : null,
				property.path("description").asString(""));
	}

	private static String text(JsonNode value) {
		return value.isValueNode() ? value.asString() : value.toString();
	}

}
