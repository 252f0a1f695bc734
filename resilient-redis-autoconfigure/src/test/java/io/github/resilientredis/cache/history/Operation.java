/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Something a caller did to a cache. It took effect, if at all, somewhere between its
 * invocation and its response, and what did not respond may take effect at any time.
 *
 * @param kind what
 * @param node on which node
 * @param cache in which cache
 * @param key of which key; empty for a clear
 * @param value what was put, loaded or found, {@code null} for a miss
 * @param invoked when, in nanoseconds since the history began
 * @param responded when, {@link #NEVER} if it did not
 */
record Operation(Kind kind, String node, String cache, String key, @Nullable String value, long invoked,
		long responded) {

	static final long NEVER = Long.MAX_VALUE;

	boolean isRead() {
		return this.kind == Kind.READ || this.kind == Kind.SETTLED_READ;
	}

	/** Whether it brought a value into the cache. */
	boolean isSource() {
		return this.kind == Kind.PUT || this.kind == Kind.LOAD;
	}

	/** Whether what was in the cache before is dead after it. */
	boolean isOverwrite() {
		return this.kind == Kind.PUT || this.kind == Kind.EVICT || this.kind == Kind.CLEAR;
	}

	@Override
	public String toString() {
		String end = (this.responded == NEVER) ? "never" : millis(this.responded);
		String result = isRead() ? " found " + this.value : (isSource() ? " = " + this.value : "");
		return millis(this.invoked) + " .. " + end + " ms  " + this.node + " "
				+ this.kind.name().toLowerCase(Locale.ROOT) + " " + this.cache + "::" + this.key + result;
	}

	static String millis(long nanos) {
		return String.format(Locale.ROOT, "%.3f", nanos / 1_000_000.0);
	}

	/**
	 * What can be done.
	 */
	enum Kind {

		PUT,

		/** A read that found nothing and kept what its loader returned. */
		LOAD,

		EVICT,

		CLEAR,

		READ,

		/** A read a second after all nodes had recovered, while nobody wrote. */
		SETTLED_READ

	}

}
