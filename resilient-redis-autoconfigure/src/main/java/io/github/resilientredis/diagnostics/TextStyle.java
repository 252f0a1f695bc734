/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

/**
 * The colors of a terminal, or none.
 *
 * @param colored whether there are any
 */
record TextStyle(boolean colored) {

	String bold(String text) {
		return with("1", text);
	}

	String faint(String text) {
		return with("2", text);
	}

	String green(String text) {
		return with("32", text);
	}

	/** A severity in its color. */
	String of(Severity severity) {
		return with(switch (severity) {
			case CRITICAL -> "1;31";
			case WARNING -> "33";
			case NOTICE -> "36";
		}, severity.toString());
	}

	/** What a server sent must not drive the terminal. */
	static String clean(String text) {
		return text.replaceAll("\\p{Cntrl}", "?");
	}

	private String with(String code, String text) {
		return this.colored ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
	}

}
