/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be done to the embedded Redis. Each may be done again and then changes
 * nothing.
 */
public enum RedisAction {

	/** End it at once (SIGKILL). What it knew is on its disk. */
	KILL,

	/** Stop it (SIGSTOP): it keeps its connections and answers nothing. */
	HANG,

	/** Let it go on after {@link #HANG} (SIGCONT). */
	CONTINUE,

	/** Leave it no memory: reads are served, writes are refused with OOM. */
	FILL,

	/** Ask for a password that nobody knows: everything is refused with NOAUTH. */
	LOCK,

	/** Start it anew without any data. */
	EMPTY,

	/** Undo all of the above, but for the data that {@link #EMPTY} removed. */
	RESTART;

	/**
	 * The action of a name in a path.
	 * @param name the name in lower case
	 * @return the action, if there is one
	 */
	public static Optional<RedisAction> of(String name) {
		return Arrays.stream(values()).filter((action) -> action.toString().equals(name)).findFirst();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
