/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.util.Locale;

/**
 * Reads numbers out of the reply to {@code INFO all}.
 */
record ServerInfo(String text) {

	long number(String field) {
		return this.text.lines()
			.filter((line) -> line.startsWith(field + ":"))
			.mapToLong((line) -> Long.parseLong(line.substring(field.length() + 1)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("INFO has no " + field));
	}

	/** Since Redis 7 subcommands are counted apart, as {@code config|get}. */
	long calls(String command) {
		String name = "cmdstat_" + command.toLowerCase(Locale.ROOT);
		return this.text.lines()
			.filter((line) -> line.startsWith(name + ":calls=") || line.startsWith(name + "|"))
			.mapToLong(ServerInfo::callsIn)
			.sum();
	}

	private static long callsIn(String line) {
		int start = line.indexOf("calls=") + "calls=".length();
		return Long.parseLong(line.substring(start, line.indexOf(',', start)));
	}

}
