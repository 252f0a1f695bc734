/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.concurrent.ThreadLocalRandom;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Where a thread is in its visits.
 */
@State(Scope.Thread)
public class Cursor {

	private int next = ThreadLocalRandom.current().nextInt();

	<T> T next(T[] visits) {
		return visits[this.next++ & (visits.length - 1)];
	}

}
