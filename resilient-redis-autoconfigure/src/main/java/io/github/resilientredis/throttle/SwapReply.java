/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a compare-and-swap answered.
 *
 * @param kind whether it took effect
 * @param current what is there, if it did not; {@code null} or empty for nothing
 */
record SwapReply(Kind kind, byte @Nullable [] current) {

	private static final SwapReply SWAPPED = new SwapReply(Kind.SWAPPED, null);

	/** The answer of the plain script: nothing, or what is there. */
	static SwapReply plain(@Nullable Object current) {
		return (current == null) ? SWAPPED : new SwapReply(Kind.CHANGED, (byte[]) current);
	}

	/** The answer of the marking script: a kind, and what is there. */
	static SwapReply marked(@Nullable Object answer) {
		List<?> reply = Objects.requireNonNull((List<?>) answer);
		Kind kind = Kind.values()[((Number) reply.get(0)).intValue()];
		return new SwapReply(kind, (byte[]) reply.get(1));
	}

	/** Whether it took effect. */
	enum Kind {

		/** It did. */
		SWAPPED,

		/** It did not: something else is there than was expected. */
		CHANGED,

		/** It had done so earlier. */
		DONE_BEFORE

	}

}
