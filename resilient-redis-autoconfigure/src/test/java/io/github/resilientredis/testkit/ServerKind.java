package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server is to others.
 */
enum ServerKind {

	/** Knows no other server. */
	ALONE,

	/** Connects to other servers, and tells clients their addresses. */
	LINKED,

	/** A Sentinel: a server without data that watches others. */
	SENTINEL;

	private static final String SENTINEL_CONFIGURATION = "sentinel.conf";

	boolean isLinked() {
		return this != ALONE;
	}

	/**
	 * Returns the arguments before all others, and makes the file they name: a Sentinel
	 * insists on one that it can write.
	 * @param directory the server's directory on this machine
	 * @param seen the same as the server sees it
	 */
	List<String> leading(Path directory, Path seen) {
		if (this != SENTINEL) {
			return List.of();
		}
		Path file = directory.resolve(SENTINEL_CONFIGURATION);
		try {
			if (!Files.exists(file)) {
				Files.createFile(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return List.of(seen.resolve(SENTINEL_CONFIGURATION).toString(), "--sentinel");
	}

}
