/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

/**
 * Regular expressions of text that can be kept and shown as it is. What they refuse could
 * forge a line of a log, or is no text that UTF-8 can write.
 */
public final class PlainText {

	/** No control characters, line separators or halves of surrogate pairs. */
	public static final String ONE_LINE = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*";

	/** The same, but lines and tabulators are welcome. */
	public static final String LINES = "[\\n\\r\\t[^\\p{Cc}\\p{Cs}]]*";

	private PlainText() {
	}

}
