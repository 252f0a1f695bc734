/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.resilientredis.autoconfigure.cache.ResilientCacheProperties;
import io.github.resilientredis.autoconfigure.throttle.ThrottleProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written links to what is there, and sets properties that exist.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	/** Of Spring Boot's own, the features that the tests of this module do not have. */
	private static final List<String> ELSEWHERE = List.of("server.", "logging.");

	private static final Set<String> KNOWN = known();

	static List<MarkdownPage> pages() throws IOException {
		return MarkdownPage.all(ROOT);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksAndAnchorsResolve(MarkdownPage page) throws IOException {
		List<String> problems = new ArrayList<>();
		for (String link : page.links()) {
			String problem = page.problem(link);
			if (problem != null) {
				problems.add(problem);
			}
		}
		assertThat(problems).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void propertiesInBlocksOfYamlExist(MarkdownPage page) throws IOException {
		List<String> set = new ArrayList<>();
		for (String block : page.blocks("yaml")) {
			set.addAll(properties(block));
		}
		assertThat(set).as(page.toString()).allMatch(DocumentationTests::isKnown);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void ourPropertiesInTheTextExist(MarkdownPage page) {
		assertThat(page.code()).as(page.toString())
			.filteredOn((code) -> code.matches("resilient-redis\\.[a-z][a-z.*<>-]*(=.*|: .*)?"))
			.allMatch((code) -> isKnown(code.replaceFirst("(=|: ).*", "")));
	}

	@Test
	void thereIsSomethingToCheck() throws IOException {
		assertThat(pages()).hasSizeGreaterThan(12);
		assertThat(pages().stream().flatMap((page) -> page.links().stream())).hasSizeGreaterThan(50);
		assertThat(pages().stream().flatMap((page) -> page.blocks("yaml").stream())).hasSizeGreaterThan(5);
	}

	@Test
	void whatDoesNotExistIsNoticed(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("page.md");
		Files.writeString(file, "# One thing\n[a](#one-thing) [b](#another) [c](missing.md)\n");
		MarkdownPage page = MarkdownPage.read(file);
		assertThat(page.links()).hasSize(3);
		assertThat(page.problem("#one-thing")).isNull();
		assertThat(page.problem("#another")).contains("no such heading");
		assertThat(page.problem("missing.md")).contains("not there");
		assertThat(properties("resilient-redis:\n  timeouts: 1s\n")).noneMatch(DocumentationTests::isKnown);
		assertThat(isKnown("resilient-redis.cache.caches.rates.local.max-size")).isTrue();
		assertThat(isKnown("resilient-redis.cache.caches.rates.local.size")).isFalse();
	}

	private static boolean isKnown(String name) {
		String plain = name.replaceAll("\\[\\d+\\]", "").replaceAll("\\.?\\*$", "");
		if (ELSEWHERE.stream().anyMatch(plain::startsWith) || plain.startsWith("resilient-redis.tests.")) {
			return true;
		}
		return KNOWN.stream().anyMatch((known) -> matches(known, plain));
	}

	/** The same, a group of properties, or, but for ours, something below a map. */
	private static boolean matches(String known, String name) {
		String pattern = known.replace("*", "(?:\\*|<[a-z]+>|[A-Za-z0-9_-]+)").replace(".", "\\.");
		if (name.matches(pattern) || known.startsWith(name + ".")) {
			return true;
		}
		return !name.startsWith(DocumentedProperty.PREFIX) && name.startsWith(known + ".");
	}

	private static Set<String> known() {
		Set<String> known = new TreeSet<>(DocumentedProperty.all().keySet());
		known.add("resilient-redis.throttle.limits.*");
		known.add("resilient-redis.cache.caches.*");
		below(known, "resilient-redis.throttle.limits.*.", ThrottleProperties.Limit.class);
		below(known, "resilient-redis.cache.caches.*.", ResilientCacheProperties.Overrides.class);
		below(known, "resilient-redis.cache.caches.*.local.", ResilientCacheProperties.LocalOverrides.class);
		return known;
	}

	private static void below(Set<String> known, String prefix, Class<?> type) {
		Arrays.stream(type.getDeclaredFields())
			.map((field) -> prefix + DataObjectPropertyName.toDashedForm(field.getName()))
			.forEach(known::add);
	}

	private static List<String> properties(String yaml) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("block",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return sources.stream()
			.flatMap((source) -> (source instanceof EnumerablePropertySource<?> enumerable)
					? Stream.of(enumerable.getPropertyNames()) : Stream.of())
			.toList();
	}

}
