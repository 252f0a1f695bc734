/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What both shops are made of.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching
@Import({ Products.class, ShopController.class })
class ShopConfiguration {

	/** Tells whoever has started this process the port. */
	@Bean
	ApplicationListener<ApplicationReadyEvent> announcement() {
		return (event) -> System.out.println(
				Shop.READY + event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port"));
	}

}
