/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

/**
 * The library's own properties and their defaults, from the metadata that comes with it.
 */
final class KnownProperties {

	static final String PREFIX = "resilient-redis.";

	private static final Log logger = LogFactory.getLog(KnownProperties.class);

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private KnownProperties() {
	}

	/**
	 * Read them.
	 * @return the defaults as text by name, empty where there is none
	 */
	static Map<String, String> read() {
		Map<String, String> defaults = new TreeMap<>();
		ClassLoader loader = ClassUtils.getDefaultClassLoader();
		try {
			for (URL url : (loader != null) ? Collections.list(loader.getResources(METADATA)) : List.<URL>of()) {
				String text = text(url);
				if (text.contains('"' + PREFIX)) {
					add(JsonParserFactory.getJsonParser().parseMap(text), defaults);
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The metadata of properties cannot be read", ex);
		}
		return defaults;
	}

	private static String text(URL url) throws IOException {
		try (InputStream stream = url.openStream()) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static void add(Map<String, Object> metadata, Map<String, String> defaults) {
		if (metadata.get("properties") instanceof List<?> properties) {
			for (Object property : properties) {
				if (property instanceof Map<?, ?> map && map.get("name") instanceof String name
						&& name.startsWith(PREFIX)) {
					Object value = map.get("defaultValue");
					defaults.put(name, (value != null) ? value.toString() : "");
				}
			}
		}
	}

}
