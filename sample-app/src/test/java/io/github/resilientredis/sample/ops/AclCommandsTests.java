/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands that the user {@code app} has, the page that explains them, and the code
 * that needs them.
 */
class AclCommandsTests {

	private static final Pattern GRANTED = Pattern.compile("\\+([a-z|]+)");

	private static final Pattern CALLED = Pattern.compile("redis\\.p?call\\('([A-Za-z]+)'");

	@Test
	void thePageNamesWhatTheUserHas() throws IOException {
		String page = Files.readString(KitFile.KIT.resolve("../../docs/operations.md"));
		int begin = page.indexOf("<!-- commands of app -->");
		int end = page.indexOf("<!-- end -->", begin);
		assertThat(begin).isPositive();
		Set<String> named = found(Pattern.compile("`([a-z|\\\\]+)`"), page.substring(begin, end)).stream()
			.map((name) -> name.replace("\\", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).isEqualTo(granted());
	}

	@Test
	void everyCommandOfAScriptIsGranted() throws IOException {
		Set<String> called = new TreeSet<>();
		for (Path sources : new Path[] { Path.of("src/main/java"),
				Path.of("../resilient-redis-autoconfigure/src/main/java") }) {
			try (Stream<Path> files = Files.walk(sources)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					called.addAll(found(CALLED, Files.readString(file)));
				}
			}
		}
		assertThat(called).hasSizeGreaterThan(20);
		assertThat(granted()).containsAll(called);
	}

	private static Set<String> granted() {
		String rules = KitFile.of("redis/users.acl").text().replace("\\\n", " ");
		String app = rules.lines().filter((line) -> line.startsWith("user app ")).findFirst().orElseThrow();
		return found(GRANTED, app);
	}

	private static Set<String> found(Pattern pattern, String text) {
		return pattern.matcher(text)
			.results()
			.map((result) -> result.group(1).toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
