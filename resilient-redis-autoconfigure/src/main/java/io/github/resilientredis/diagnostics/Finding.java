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

	/**
	 * Whether the exit code tells of it.
	 * @return {@code false} for notices
	 */
	boolean counts() {
		return this.kind.severity() != Severity.NOTICE;
	}

}
