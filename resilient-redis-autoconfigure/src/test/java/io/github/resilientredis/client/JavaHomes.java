/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The Java installations of this machine, each known by the {@code release} file in it.
 */
final class JavaHomes {

	private JavaHomes() {
	}

	/**
	 * Finds one of at least a version: that of this JVM, that of {@code JAVA_HOME_25} or
	 * {@code JAVA_HOME_21}, or one below {@code /usr/lib/jvm}, whichever is first.
	 */
	static Optional<Path> atLeast(int version) throws IOException {
		List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
		Stream.of("JAVA_HOME_25", "JAVA_HOME_21", "JAVA_HOME_25_X64", "JAVA_HOME_21_X64")
			.map(System::getenv)
			.filter((home) -> home != null && !home.isEmpty())
			.forEach((home) -> homes.add(Path.of(home)));
		Path debian = Path.of("/usr/lib/jvm");
		if (Files.isDirectory(debian)) {
			try (Stream<Path> installed = Files.list(debian)) {
				installed.sorted().forEach(homes::add);
			}
		}
		return homes.stream().filter((home) -> version(home) >= version).findFirst();
	}

	/** Its feature version, or 0 if there is no Java that can be run. */
	private static int version(Path home) {
		if (!Files.isExecutable(home.resolve("bin/java"))) {
			return 0;
		}
		Properties release = new Properties();
		try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
			release.load(reader);
			return Runtime.Version.parse(release.getProperty("JAVA_VERSION", "0").replace("\"", "")).feature();
		}
		catch (IOException | IllegalArgumentException ex) {
			return 0;
		}
	}

}
