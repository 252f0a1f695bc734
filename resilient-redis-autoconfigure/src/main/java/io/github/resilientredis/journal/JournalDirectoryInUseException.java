/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.file.Path;

/**
 * Another instance keeps its journal in the directory.
 */
@SuppressWarnings("serial")
public class JournalDirectoryInUseException extends RuntimeException {

	private final Path directory;

	/**
	 * Create an exception.
	 * @param directory the directory
	 */
	public JournalDirectoryInUseException(Path directory) {
		super("The journal directory " + directory + " is in use by another instance");
		this.directory = directory;
	}

	/**
	 * The directory that both want.
	 * @return the directory
	 */
	public Path getDirectory() {
		return this.directory;
	}

}
