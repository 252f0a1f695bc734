/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The attribute of the session.
 *
 * @param user whose basket it is
 * @param products the last ones put into it
 */
record Basket(String user, List<Product> products) implements Serializable {

	/** A session has a size that stays the same. */
	private static final int MAX_PRODUCTS = 3;

	Basket(String user) {
		this(user, List.of());
	}

	Basket with(Product product) {
		List<Product> all = new ArrayList<>(this.products);
		all.add(product);
		return new Basket(this.user, List.copyOf(all.subList(Math.max(0, all.size() - MAX_PRODUCTS), all.size())));
	}

	/** What is shown of it. */
	Summary summary() {
		return new Summary(this.user, this.products.stream().map(Product::number).toList());
	}

	/**
	 * A basket as it is shown.
	 *
	 * @param user whose basket it is
	 * @param products numbers of the products in it
	 */
	record Summary(String user, List<Integer> products) {

	}

}
