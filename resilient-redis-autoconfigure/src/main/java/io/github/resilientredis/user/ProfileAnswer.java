/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a script says of a profile.
 *
 * @param status how it ended
 * @param publishError why the other nodes were not told; empty if they were
 * @param replaced the e-mail address that was there before; empty if there was none
 * @param fields the fields as they are now
 */
record ProfileAnswer(Status status, String publishError, String replaced, Map<String, String> fields) {

	private static final int FIRST_FIELD = 3;

	static ProfileAnswer of(@Nullable Object answer) {
		if (!(answer instanceof List<?> parts) || parts.size() < FIRST_FIELD) {
			throw new IllegalStateException("a script answered something else than a profile");
		}
		Map<String, String> fields = new LinkedHashMap<>();
		for (int i = FIRST_FIELD; i + 1 < parts.size(); i += 2) {
			fields.put(text(parts.get(i)), text(parts.get(i + 1)));
		}
		return new ProfileAnswer(Status.valueOf(text(parts.get(0))), text(parts.get(1)), text(parts.get(2)), fields);
	}

	static String text(@Nullable Object part) {
		return (part instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

	/**
	 * How it ended. The names are those that the scripts answer.
	 */
	enum Status {

		/** It is there, or done. */
		OK,

		/** It is there, and not yet confirmed. */
		OPEN,

		/** It is not there. */
		MISSING,

		/** It was deleted. */
		DEAD,

		/** It has another e-mail address than the one expected. */
		OTHER,

		/** It would have too many attributes. */
		FULL,

		/** It is not older than what was to be put back. */
		NEWER

	}

}
