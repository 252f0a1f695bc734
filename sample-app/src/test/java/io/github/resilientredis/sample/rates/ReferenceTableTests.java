/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.io.IOException;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The bundled table.
 */
class ReferenceTableTests {

	private final ReferenceTable table = new ReferenceTable();

	ReferenceTableTests() throws IOException {
	}

	@Test
	void theEuroHasTheTablesOwnRates() {
		Rates rates = this.table.rates("EUR");
		assertThat(rates.date()).isEqualTo(LocalDate.of(2024, 12, 31));
		assertThat(rates.rates()).hasSize(30).doesNotContainKey("EUR");
		assertThat(rates.rates().get("USD")).isEqualByComparingTo("1.0389");
		assertThat(rates.rates().get("IDR")).isEqualByComparingTo("16820.88");
	}

	@Test
	void otherCurrenciesAreComputed() {
		Rates rates = this.table.rates("USD");
		assertThat(rates.rates()).doesNotContainKey("USD");
		assertThat(rates.rates().get("EUR")).isEqualByComparingTo("0.9625566");
		assertThat(rates.rates().get("JPY")).isEqualByComparingTo("156.9545");
	}

	@Test
	void anUnknownCurrencyIsRefused() {
		assertThatExceptionOfType(UnknownCurrencyException.class).isThrownBy(() -> this.table.rates("XXX"));
	}

}
