/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.autoconfigure.cache.ResilientCacheProperties;
import io.github.resilientredis.autoconfigure.throttle.ThrottleProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metadata from which an IDE completes our properties, and the page made from it.
 */
class ConfigurationReferenceTests {

	private static final Path PAGE = Path.of("..", "docs", "configuration.md");

	private static final String WRITE = "resilient-redis.docs.write";

	private static final Map<String, DocumentedProperty> PROPERTIES = DocumentedProperty.ours();

	static List<PromisedProperty> promised() {
		return PromisedProperty.all();
	}

	@ParameterizedTest
	@MethodSource("promised")
	void whatWasPromisedIsThereWithItsDefault(PromisedProperty promised) {
		if (promised.isOfANamedThing()) {
			Object value = valueOf(promised);
			assertThat(text(value)).isEqualToIgnoringCase(promised.defaultValue());
			return;
		}
		DocumentedProperty property = PROPERTIES.get(promised.name());
		assertThat(property).as("metadata of " + promised.name()).isNotNull();
		assertThat(value(property, property.defaultValue())).as("default of " + promised.name())
			.isEqualTo(value(property, promised.defaultValue()));
	}

	@Test
	void everyPropertyIsDescribedWithoutItsDefault() {
		assertThat(PROPERTIES.values()).hasSizeGreaterThan(40).allSatisfy((property) -> {
			assertThat(property.description()).as(property.name()).endsWith(".").doesNotContainIgnoringCase("default");
			if (property.type().equals(Boolean.class.getName())) {
				assertThat(property.description()).as(property.name()).startsWith("Whether ");
			}
		});
	}

	@Test
	void thePageIsInStepWithTheMetadata() throws IOException {
		String page = Files.readString(PAGE);
		String refreshed = ConfigurationReference.refresh(page, PROPERTIES.values());
		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(PAGE, refreshed);
			return;
		}
		assertThat(page)
			.as("docs/configuration.md is not what the metadata says. To write it anew: ./mvnw test"
					+ " -pl resilient-redis-autoconfigure -Dtest=ConfigurationReferenceTests -D" + WRITE + "=true")
			.isEqualTo(refreshed);
	}

	@Test
	void everyPropertyOfALimitAndOfACacheIsOnThePage() throws IOException {
		List<String> limit = names(ThrottleProperties.Limit.class);
		assertThat(limit).contains("rate", "exempt-paths").hasSizeGreaterThan(10);
		assertThat(Files.readString(PAGE)).contains(limit.stream().map((name) -> "| `" + name + "` | ").toList())
			.contains(names(ResilientCacheProperties.Overrides.class).stream().map((name) -> '`' + name).toList())
			.contains(names(ResilientCacheProperties.LocalOverrides.class).stream()
				.map((name) -> "`local." + name + '`')
				.toList());
	}

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.map((field) -> DataObjectPropertyName.toDashedForm(field.getName()))
			.toList();
	}

	/** Of what is configured by name there is no metadata, but there are objects. */
	private static @Nullable Object valueOf(PromisedProperty promised) {
		Object named = promised.name().contains(".limits.") ? new ThrottleProperties.Limit()
				: new ResilientCacheProperties.Overrides();
		BeanWrapper bean = new BeanWrapperImpl(named);
		return bean.getPropertyValue(camelCase(promised.lastPart()));
	}

	private static String camelCase(String dashed) {
		String[] words = dashed.split("-");
		StringBuilder name = new StringBuilder(words[0]);
		Arrays.stream(words).skip(1).map(StringUtils::capitalize).forEach(name::append);
		return name.toString();
	}

	private static String text(@Nullable Object value) {
		return (value == null || value.equals(List.of())) ? "" : value.toString();
	}

	/** What Spring Boot makes of a text, so that 0 and 0s are the same duration. */
	private static @Nullable Object value(DocumentedProperty property, @Nullable String text) {
		if (text == null || text.isEmpty()) {
			return null;
		}
		Class<?> type = property.type().contains("<") ? String.class
				: ClassUtils.resolveClassName(property.type(), null);
		Object value = ApplicationConversionService.getSharedInstance().convert(text, type);
		return (value instanceof Duration duration) ? duration.toNanos() : value;
	}

}
