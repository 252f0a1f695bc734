/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page that is written by a program, between two comments.
 */
final class MarkedText {

	private MarkedText() {
	}

	static void replace(Path page, String name, String text) throws IOException {
		Files.writeString(page, replace(Files.readString(page), name, text));
	}

	static String replace(String page, String name, String text) {
		String begin = "<!-- " + name + ": measured, not typed -->";
		String end = "<!-- end of " + name + " -->";
		int from = page.indexOf(begin);
		int to = page.indexOf(end, from + 1);
		if (from < 0 || to < 0) {
			throw new IllegalStateException("The page has to have the lines " + begin + " and " + end);
		}
		return page.substring(0, from + begin.length()) + "\n" + text.strip() + "\n" + page.substring(to);
	}

}
