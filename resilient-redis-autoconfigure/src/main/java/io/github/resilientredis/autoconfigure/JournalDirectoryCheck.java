/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Refuses a directory for the journal that can never be written: a mistake of
 * configuration that is better found at the start than at the first outage. A disk that
 * is full or not mounted yet is none, and the journal waits for it.
 */
final class JournalDirectoryCheck {

	private static final PropertyCheck CHECK = new PropertyCheck("resilient-redis.journal");

	private JournalDirectoryCheck() {
	}

	static void check(@Nullable Path directory) {
		if (directory == null) {
			return;
		}
		Path existing = nearestExisting(directory.toAbsolutePath().normalize());
		CHECK.check("directory", directory, Files.isDirectory(existing),
				"'" + existing
						+ "' is not a directory. Use the path of a directory, or of one that can be made, such as"
						+ " /var/lib/my-app/journal.");
		CHECK.check("directory", directory, Files.isWritable(existing), "'" + existing
				+ "' cannot be written by this process. Let its user write there, or use another directory. Remove the"
				+ " property to keep the journal in memory.");
	}

	private static Path nearestExisting(Path directory) {
		Path candidate = directory;
		while (candidate.getParent() != null && !Files.exists(candidate)) {
			candidate = candidate.getParent();
		}
		return candidate;
	}

}
