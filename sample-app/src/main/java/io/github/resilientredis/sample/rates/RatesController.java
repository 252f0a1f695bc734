/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.util.Locale;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exchange rates.
 */
@RestController
class RatesController {

	private final RatesService service;

	RatesController(RatesService service) {
		this.service = service;
	}

	@GetMapping({ "/api/rates", "/api/rates/" })
	Rates rates(@RequestParam(defaultValue = "EUR") String base) {
		return this.service.rates(base.toUpperCase(Locale.ROOT));
	}

}
