/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

/**
 * Kinds of requests, and how many of a hundred they are.
 */
enum Kind {

	CACHED_READ(49, "cached read"), EVICTION(1, "eviction"), SESSION_READ(20, "session read"),
	SESSION_WRITE(10, "session write"), LIMITED(20, "under a limit");

	private final int share;

	private final String title;

	Kind(int share, String title) {
		this.share = share;
		this.title = title;
	}

	String title() {
		return this.title;
	}

	/** The kind for a number from 0 to 99. */
	static Kind of(int percent) {
		int upTo = 0;
		for (Kind kind : values()) {
			upTo += kind.share;
			if (percent < upTo) {
				return kind;
			}
		}
		throw new IllegalArgumentException("Not below 100: " + percent);
	}

}
