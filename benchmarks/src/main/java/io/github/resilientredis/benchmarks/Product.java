/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.io.Serializable;

/**
 * A value that JDK serialization makes about 200 bytes of.
 *
 * @param number tells it from others
 * @param price in the smallest unit
 * @param name what it is called
 */
record Product(int number, long price, String name) implements Serializable {

	static Product of(int number) {
		return new Product(number, number * 100L,
				"Product number " + number + ", as cheap as it can be, and at your door by tomorrow noon");
	}

}
