/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * Rates from the cache; else from the live source, if there is one and it answers; else
 * from the bundled table. A table used in place of a failing source is cached like any
 * other answer, so that the source is not asked again by each request.
 */
@Service
class RatesService {

	private final ReferenceTable table;

	private final LiveRates live;

	RatesService(ReferenceTable table, LiveRates live) {
		this.table = table;
		this.live = live;
	}

	/**
	 * The rates of a currency.
	 * @param base the currency's code, in upper case
	 * @return its rates
	 * @throws UnknownCurrencyException if the table does not have it
	 */
	@Cacheable("rates")
	public Rates rates(String base) {
		Rates reference = this.table.rates(base);
		return this.live.rates(base).orElse(reference);
	}

}
