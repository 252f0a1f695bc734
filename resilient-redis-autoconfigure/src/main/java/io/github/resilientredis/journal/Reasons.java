/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Why a file could not be used, in few words.
 */
final class Reasons {

	private Reasons() {
	}

	static String of(IOException exception) {
		String kind = exception.getClass().getSimpleName().replace("Exception", "");
		String message = (exception instanceof FileSystemException file) ? file.getReason() : exception.getMessage();
		if (message == null) {
			return kind;
		}
		return kind.equals("IO") || kind.equals("FileSystem") ? message : kind + ": " + message;
	}

}
