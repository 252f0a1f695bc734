/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * What one unit of a currency is worth in others.
 *
 * @param base the currency
 * @param date the day of the rates
 * @param source where they come from
 * @param rates by currency
 */
record Rates(String base, LocalDate date, String source, SortedMap<String, BigDecimal> rates) implements Serializable {

}
