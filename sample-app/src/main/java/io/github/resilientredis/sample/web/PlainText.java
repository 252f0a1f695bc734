/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

/**
 * Regular expressions, of a kind that JavaScript reads the same way, of text that can be
 * kept and shown as it is. What they refuse could forge a line of a log, or is no text
 * that UTF-8 can write.
 */
public final class PlainText {

	/** No control characters, line separators or halves of surrogate pairs. */
	public static final String ONE_LINE = "[^\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029\\uD800-\\uDFFF]*";

	/** The same, but lines and tabulators are welcome. */
	public static final String LINES = "[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\uD800-\\uDFFF]*";

	private PlainText() {
	}

}
