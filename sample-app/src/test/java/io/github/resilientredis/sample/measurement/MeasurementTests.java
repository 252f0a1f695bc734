/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Measurement} and {@link BatchRequest}.
 */
class MeasurementTests {

	@Test
	void whatFollowsFromAMeasurement() {
		assertThat(Measurement.of(175, 70.04, 80.6).compute())
			.isEqualTo(new BodyResult("1750-700-806", 22.9, 0.46, BodyResult.Category.NORMAL));
	}

	@ParameterizedTest
	@CsvSource({ "18.4, UNDERWEIGHT", "18.5, NORMAL", "24.9, NORMAL", "25, OVERWEIGHT", "29.9, OVERWEIGHT",
			"30, OBESE" })
	void aCategoryBeginsAtItsLimit(double index, BodyResult.Category category) {
		assertThat(BodyResult.Category.of(index)).isEqualTo(category);
	}

	@Test
	void aKeyNamesItsMeasurement() {
		Measurement measurement = Measurement.of(175, 70, 80);
		assertThat(Measurement.parse(measurement.key())).isEqualTo(measurement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1750", "1750-700", "1750-700-800-1", "0750-700-800", "499-700-800", "2801-700-800",
			"1750-19-800", "1750-6001-800", "1750-700-199", "1750-700-3001", "1750-700-800\n", "a-b-c",
			"99999999999-700-800", "1750-700-*" })
	void anythingElseIsNoKey(String key) {
		assertThat(Measurement.parse(key)).isNull();
	}

	@Test
	void madeUpMeasurementsAreTheSameEachTimeAndAllDifferent() {
		BatchRequest request = new BatchRequest(1000, null);
		assertThat(request.measurements()).hasSize(1000)
			.doesNotHaveDuplicates()
			.isEqualTo(new BatchRequest(1000, null).measurements())
			.allSatisfy((measurement) -> assertThat(Measurement.parse(measurement.key())).isEqualTo(measurement));
	}

}
