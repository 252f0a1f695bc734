/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a page about a product shows, about half a kilobyte.
 *
 * @param number its number
 * @param name what it is called
 * @param description a few sentences
 * @param price in euros
 * @param tags what it is found by
 */
record Product(int number, String name, String description, BigDecimal price,
		List<String> tags) implements Serializable {

	static Product of(int number) {
		return new Product(number, "Product " + number, "It is made with care, and comes in a box. ".repeat(6),
				BigDecimal.valueOf(1000L + number, 2), List.of("sale", "tag-" + number % 10, "new"));
	}

}
