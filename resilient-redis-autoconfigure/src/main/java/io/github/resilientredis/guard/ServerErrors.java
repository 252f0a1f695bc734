/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error reply of the server means, told by its exact first word. Redis 6.2 hides
 * the reply of a command that a script ran behind
 * {@code ERR Error running script (call to f_<sha>): @user_script:1: -READONLY …}; later
 * versions put it first. Names and values of the caller may stand in the rest of a
 * message, so the rest is never searched.
 */
final class ServerErrors {

	private static final Map<String, FailureKind> BY_TOKEN = Map.ofEntries(
			Map.entry("LOADING", FailureKind.SERVER_UNAVAILABLE), Map.entry("BUSY", FailureKind.SERVER_UNAVAILABLE),
			Map.entry("UNKILLABLE", FailureKind.SERVER_UNAVAILABLE),
			Map.entry("MASTERDOWN", FailureKind.SERVER_UNAVAILABLE),
			Map.entry("CLUSTERDOWN", FailureKind.SERVER_UNAVAILABLE), Map.entry("TRYAGAIN", FailureKind.TIMEOUT),
			Map.entry("NOAUTH", FailureKind.SERVER_UNAVAILABLE), Map.entry("WRONGPASS", FailureKind.SERVER_UNAVAILABLE),
			Map.entry("DENIED", FailureKind.SERVER_UNAVAILABLE), Map.entry("READONLY", FailureKind.WRITES_REFUSED),
			Map.entry("OOM", FailureKind.WRITES_REFUSED), Map.entry("MISCONF", FailureKind.WRITES_REFUSED),
			Map.entry("NOREPLICAS", FailureKind.WRITES_REFUSED), Map.entry("NOPERM", FailureKind.NOT_PERMITTED));

	private static final Map<String, FailureKind> BY_TEXT = texts();

	private static final Pattern IN_SCRIPT = Pattern.compile(
			"^ERR Error running script \\(call to f_[0-9a-f]+\\): (?:@\\w+: ?\\d+: )+-?(?<error>.*)$", Pattern.DOTALL);

	private ServerErrors() {
	}

	private static Map<String, FailureKind> texts() {
		Map<String, FailureKind> texts = new LinkedHashMap<>();
		texts.put("ERR max number of clients", FailureKind.SERVER_UNAVAILABLE);
		texts.put("ERR invalid password", FailureKind.SERVER_UNAVAILABLE);
		texts.put("ERR AUTH <password> called without any password configured", FailureKind.SERVER_UNAVAILABLE);
		texts.put("ERR Client sent AUTH, but no password is set", FailureKind.SERVER_UNAVAILABLE);
		texts.put("ERR DB index is out of range", FailureKind.SERVER_UNAVAILABLE);
		return texts;
	}

	/**
	 * What a reply means.
	 * @param message the server's words
	 * @return the kind; {@code CALLER} for all that is not known to be the server's state
	 */
	static FailureKind kindOf(String message) {
		Matcher script = IN_SCRIPT.matcher(message);
		String error = script.matches() ? script.group("error") : message;
		int end = error.indexOf(' ');
		FailureKind kind = BY_TOKEN.get((end < 0) ? error : error.substring(0, end));
		if (kind != null) {
			return kind;
		}
		return BY_TEXT.entrySet()
			.stream()
			.filter((entry) -> error.startsWith(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(FailureKind.CALLER);
	}

}
