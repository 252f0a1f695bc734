/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.regex.Pattern;

/**
 * Shows an error reply without what the server repeats of the question.
 */
final class ErrorReply {

	/** {@code ERR unknown command `FOO`, with args beginning with: ...}. */
	private static final Pattern UNKNOWN = Pattern.compile("^ERR unknown (command|subcommand)\\b.*", Pattern.DOTALL);

	private static final Pattern NOT_PERMITTED = Pattern.compile("^NOPERM .*", Pattern.DOTALL);

	private static final Pattern FIRST_WORD = Pattern.compile("^([A-Z]{2,20})\\b.*", Pattern.DOTALL);

	private ErrorReply() {
	}

	/**
	 * A reply in few words.
	 * @param message the server's words
	 * @param reason what the guard would say of it, which for an error of the caller is
	 * the name of a class
	 * @return one line
	 */
	static String describe(String message, String reason) {
		if (NOT_PERMITTED.matcher(message).matches()) {
			return "not permitted to this user";
		}
		if (UNKNOWN.matcher(message).matches()) {
			return "the server has no such command, or has it under another name";
		}
		boolean known = !reason.endsWith("Exception");
		return known ? reason : FIRST_WORD.matcher(message).replaceFirst("the server answered $1");
	}

}
