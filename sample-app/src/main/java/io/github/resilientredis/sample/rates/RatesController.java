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

	private final ReferenceTable table;

	RatesController(RatesService service, ReferenceTable table) {
		this.service = service;
		this.table = table;
	}

	@GetMapping({ "/api/rates", "/api/rates/" })
	Rates rates(@RequestParam(defaultValue = "EUR") String base) {
		String code = base.toUpperCase(Locale.ROOT);
		// Before the cache is asked: it is not for keys that anybody makes up.
		this.table.requireKnown(code);
		return this.service.rates(code);
	}

}
