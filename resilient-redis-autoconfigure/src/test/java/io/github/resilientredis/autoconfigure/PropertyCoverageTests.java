/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each property that users were promised has a test that shows what it does.
 */
class PropertyCoverageTests {

	private static final String ROOT = "io.github.resilientredis.";

	static List<PromisedProperty> properties() {
		return PromisedProperty.all();
	}

	@ParameterizedTest
	@MethodSource("properties")
	void thereIsATestThatSetsIt(PromisedProperty property) throws Exception {
		assertThat(property.tests()).isNotEmpty();
		StringBuilder sources = new StringBuilder();
		for (String test : property.tests()) {
			String[] parts = test.split("#");
			Class<?> type = Class.forName(ROOT + parts[0]);
			assertThat(type.getDeclaredMethods()).as(test)
				.filteredOn((method) -> method.getName().equals(parts[1]))
				.anyMatch(PropertyCoverageTests::isTest);
			sources.append(source(type));
		}
		assertThat(mentions(property)).as("tests of " + property.name()).anyMatch(sources.toString()::contains);
	}

	@Test
	void noPropertyIsPromisedTwice() {
		assertThat(properties()).extracting(PromisedProperty::name).doesNotHaveDuplicates().hasSizeGreaterThan(50);
	}

	private static boolean isTest(Method method) {
		return AnnotationSupport.isAnnotated(method, Testable.class);
	}

	/**
	 * Prefixes are often constants, so the name may stand there without its parts in
	 * front.
	 */
	private static Stream<String> mentions(PromisedProperty property) {
		String last = property.name().substring(property.name().lastIndexOf('.') + 1);
		return Stream.of(last + "=", last + "\"");
	}

	private static String source(Class<?> type) throws IOException {
		Path file = Path.of("src", "test", "java").resolve(type.getName().replace('.', '/') + ".java");
		return Files.readString(file);
	}

	@Test
	void aTestThatIsNotThereIsNoticed() {
		assertThat(Arrays.stream(getClass().getDeclaredMethods())
			.filter((method) -> method.getName().equals("mentions"))
			.anyMatch(PropertyCoverageTests::isTest)).isFalse();
	}

}
