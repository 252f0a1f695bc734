/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.util.regex.Pattern;

/**
 * What somebody typed as a user name, made fit for one line of a log: no line breaks,
 * control or formatting characters, and not too long.
 */
final class LoggableName {

	private static final int MAX_LENGTH = 100;

	private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	private LoggableName() {
	}

	static String of(String name) {
		String start = (name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) + "..." : name;
		return HARMFUL.matcher(start).replaceAll("?");
	}

}
