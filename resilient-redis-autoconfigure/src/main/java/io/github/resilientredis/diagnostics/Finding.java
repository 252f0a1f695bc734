/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

/**
 * Something to be mended. Immutable.
 *
 * @param kind what kind of thing
 * @param what what exactly was found, and where
 */
public record Finding(FindingKind kind, String what) {

	/** With the full stop that a server's words may have or not. */
	static String sentence(String text) {
		return text.endsWith(".") ? text : text + ".";
	}

	/**
	 * Whether the exit code tells of it.
	 * @return {@code false} for notices
	 */
	boolean counts() {
		return this.kind.severity() != Severity.NOTICE;
	}

}
