/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import org.springframework.boot.SpringApplication;

/**
 * Starts a shop.
 */
public final class Shop {

	/** Begins the line that a shop prints when it has started; the port follows. */
	public static final String READY = "Shop ready on ";

	private Shop() {
	}

	static void run(Class<?> application, String[] args) {
		System.setProperty("spring.config.name", "shop");
		SpringApplication.run(application, args);
	}

}
