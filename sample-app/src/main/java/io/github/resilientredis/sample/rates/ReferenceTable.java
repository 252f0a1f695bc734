/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * The bundled reference rates of the euro, from which those of other currencies are
 * computed. Immutable.
 */
@Component
class ReferenceTable {

	private static final MathContext PRECISION = new MathContext(7);

	private final LocalDate date;

	private final SortedMap<String, BigDecimal> euro;

	ReferenceTable() throws IOException {
		Properties file = PropertiesLoaderUtils.loadProperties(new ClassPathResource("reference-rates.properties"));
		this.date = LocalDate.parse(String.valueOf(file.remove("date")));
		TreeMap<String, BigDecimal> rates = new TreeMap<>();
		file.stringPropertyNames().forEach((code) -> rates.put(code, new BigDecimal(file.getProperty(code))));
		rates.put("EUR", BigDecimal.ONE);
		this.euro = Collections.unmodifiableSortedMap(rates);
	}

	/**
	 * Refuse a currency that is not in the table.
	 * @param code the currency
	 * @return what one euro is worth in it
	 * @throws UnknownCurrencyException if it is not in the table
	 */
	BigDecimal requireKnown(String code) {
		BigDecimal worth = this.euro.get(code);
		if (worth == null) {
			throw new UnknownCurrencyException();
		}
		return worth;
	}

	Rates rates(String base) {
		BigDecimal worth = requireKnown(base);
		TreeMap<String, BigDecimal> rates = new TreeMap<>();
		this.euro.forEach((code, rate) -> rates.put(code, rate.divide(worth, PRECISION)));
		rates.remove(base);
		return new Rates(base, this.date, "bundled reference table, for demonstration", rates);
	}

}
