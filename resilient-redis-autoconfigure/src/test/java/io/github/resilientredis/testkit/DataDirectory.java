/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server's own directory under the system's temporary one.
 */
final class DataDirectory {

	private static final String DUMP = "dump.rdb";

	private static final String LOG = "server.log";

	private final Path path;

	DataDirectory() {
		try {
			this.path = Files.createTempDirectory("redis-test-kit-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path path() {
		return this.path;
	}

	List<String> directives() {
		return List.of("--dbfilename", DUMP, "--logfile", LOG);
	}

	byte[] dump() {
		try {
			return Files.readAllBytes(this.path.resolve(DUMP));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Replaces everything there by one dump. */
	void fill(byte[] dump) {
		empty();
		try {
			Files.write(this.path.resolve(DUMP), dump);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Puts a directory where the dump is to go, which not even root can overwrite. */
	void obstruct() {
		try {
			Files.deleteIfExists(this.path.resolve(DUMP));
			Files.createDirectories(this.path.resolve(DUMP).resolve("in-the-way"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void unobstruct() {
		if (Files.isDirectory(this.path.resolve(DUMP))) {
			delete(this.path.resolve(DUMP), 0);
		}
	}

	void empty() {
		delete(this.path, 1);
	}

	void delete() {
		delete(this.path, 0);
	}

	/** Returns what the server logged so far; for messages. */
	String log() {
		Path log = this.path.resolve(LOG);
		try {
			return Files.exists(log) ? Files.readString(log) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path root, int skipped) {
		try (Stream<Path> files = Files.walk(root)) {
			for (Path file : files.skip(skipped).sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
