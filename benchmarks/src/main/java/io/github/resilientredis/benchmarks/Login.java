/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Somebody who has logged in. JDK serialization makes about a kilobyte of it, as it does
 * of a security context.
 *
 * @param name the user
 * @param authorities what the user may do
 * @param authenticated whether the user has logged in
 */
record Login(String name, List<Authority> authorities, boolean authenticated) implements Serializable {

	static Login of(int user) {
		return new Login("user-" + user,
				new ArrayList<>(IntStream.range(0, 16)
					.mapToObj((number) -> new Authority("AUTHORITY_TO_DO_WHAT_NOT_EVERYBODY_MAY_" + number))
					.toList()),
				true);
	}

	/**
	 * Something that a user may do.
	 *
	 * @param name what it is called
	 */
	record Authority(String name) implements Serializable {

	}

}
