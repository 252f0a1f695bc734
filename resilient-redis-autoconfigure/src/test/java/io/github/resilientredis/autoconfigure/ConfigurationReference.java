/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * The tables of {@code docs/configuration.md}, one for each feature.
 */
final class ConfigurationReference {

	private static final String BEGIN = "<!-- The tables from here on are generated, see contributing.md. -->\n";

	private static final String END = "<!-- End of the generated tables. -->\n";

	private ConfigurationReference() {
	}

	/** The page with the tables as they should be. */
	static String refresh(String page, Collection<DocumentedProperty> properties) {
		int begin = page.indexOf(BEGIN);
		int end = page.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException("docs/configuration.md has lost the comments around the tables");
		}
		return page.substring(0, begin) + BEGIN + tables(properties) + page.substring(end);
	}

	private static String tables(Collection<DocumentedProperty> properties) {
		Map<String, String> rows = new TreeMap<>();
		properties.forEach((property) -> rows.merge(group(property.name()), row(property), String::concat));
		return rows.entrySet()
			.stream()
			.map((group) -> "\n### " + group.getKey()
					+ "\n\n| property | type | default | meaning |\n| --- | --- | --- | --- |\n" + group.getValue())
			.collect(Collectors.joining("", "", "\n"));
	}

	private static String group(String name) {
		String below = name.substring(DocumentedProperty.PREFIX.length());
		int dot = below.indexOf('.');
		return (dot < 0) ? "resilient-redis" : DocumentedProperty.PREFIX + below.substring(0, dot);
	}

	private static String row(DocumentedProperty property) {
		return "| `%s` | %s | %s | %s |\n".formatted(property.name(), type(property.type()),
				(property.defaultValue() != null) ? '`' + property.defaultValue() + '`' : "",
				property.description().replace("|", "\\|"));
	}

	/** An enumeration by its values, everything else by its simple name. */
	private static String type(String name) {
		if (name.contains("<")) {
			return name.startsWith(Map.class.getName()) ? "by name" : "list";
		}
		Class<?> type = ClassUtils.resolveClassName(name, null);
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((value) -> '`' + DataObjectPropertyName.toDashedForm(value.toString().toLowerCase(Locale.ROOT))
						+ '`')
				.collect(Collectors.joining(", "));
		}
		if (Number.class.isAssignableFrom(type)) {
			return "number";
		}
		return (type == DataSize.class) ? "size" : type.getSimpleName().toLowerCase(Locale.ROOT);
	}

}
