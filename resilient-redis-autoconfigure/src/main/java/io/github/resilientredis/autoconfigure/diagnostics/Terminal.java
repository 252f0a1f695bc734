/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.io.PrintStream;

import org.springframework.boot.ansi.AnsiColor;
import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.core.env.Environment;

/**
 * Where the report is written: not into the log, whose format and level are the
 * application's, but to the standard output of the process.
 */
final class Terminal {

	private Terminal() {
	}

	static void print(String text) {
		PrintStream out = System.out;
		out.print(text);
		out.flush();
	}

	/** A message about wrong usage. */
	static void complain(String text) {
		PrintStream err = System.err;
		err.println(text);
		err.flush();
	}

	/**
	 * Whether to use colors: on a terminal that is not dumb, unless
	 * <a href="https://no-color.org">NO_COLOR</a> is set.
	 * @param environment holds the variables
	 * @return whether to use them
	 */
	static boolean isColored(Environment environment) {
		boolean unwanted = !environment.getProperty("NO_COLOR", "").isEmpty()
				|| "dumb".equals(environment.getProperty("TERM"));
		return !unwanted && !AnsiOutput.toString(AnsiColor.RED, "").isEmpty();
	}

}
