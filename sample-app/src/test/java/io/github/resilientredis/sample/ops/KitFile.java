/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of the operations kit.
 */
record KitFile(Path path) {

	static final Path KIT = Path.of("ops").toAbsolutePath().normalize();

	private static final JsonMapper JSON = new JsonMapper();

	static KitFile of(String name) {
		return new KitFile(KIT.resolve(name));
	}

	String text() {
		try {
			return Files.readString(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As Compose reads it: anchors and merges done, variables not. */
	JsonNode yaml() {
		Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text());
		return JSON.valueToTree(document);
	}

	/** The texts anywhere below a node. */
	static List<String> texts(JsonNode node) {
		if (node.isString()) {
			return List.of(node.asString());
		}
		List<String> all = new ArrayList<>();
		node.forEach((child) -> all.addAll(texts(child)));
		return all;
	}

}
