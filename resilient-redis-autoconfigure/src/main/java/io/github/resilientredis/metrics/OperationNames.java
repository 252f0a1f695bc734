/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of operations that may be values of a tag, bounded: they are the program's,
 * but nothing keeps a program from putting ids into them. The set is concurrent; two
 * threads may bring it slightly over its bound.
 */
final class OperationNames {

	static final int MAX_NAMES = 256;

	static final String OTHER = "other";

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	String bounded(String name) {
		if (this.names.contains(name)) {
			return name;
		}
		if (this.names.size() >= MAX_NAMES) {
			return OTHER;
		}
		this.names.add(name);
		return name;
	}

}
