/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page of {@link SessionApplication} answered.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param id the session's id, a dash if there was no session
 * @param attributes what it held
 * @param body all of it, or what went wrong
 */
record SessionAnswer(int status, String id, Map<String, String> attributes, String body) {

	static SessionAnswer of(int status, String body) {
		String[] lines = body.split("\n");
		Map<String, String> attributes = new TreeMap<>();
		if (status == 200) {
			Arrays.stream(lines).skip(1).forEach((line) -> {
				int end = line.indexOf('=');
				attributes.put(line.substring(0, end), line.substring(end + 1));
			});
		}
		return new SessionAnswer(status, lines[0], attributes, body);
	}

	boolean isAlive() {
		return this.status == 200 && !this.id.equals(SessionApplication.NONE);
	}

	boolean isGone() {
		return this.status == 200 && this.id.equals(SessionApplication.NONE);
	}

}
