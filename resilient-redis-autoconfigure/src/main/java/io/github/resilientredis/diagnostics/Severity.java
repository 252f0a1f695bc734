/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.Locale;

/**
 * How bad a finding is.
 */
public enum Severity {

	/** Data or availability are lost, or will be; or anybody can take them. */
	CRITICAL,

	/** Something will go wrong under load, after a failure or in the wrong hands. */
	WARNING,

	/** Worth knowing. Does not change the exit code. */
	NOTICE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
