/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Many measurements: either given, or so many made up, the same each time.
 *
 * @param count how many to make up
 * @param items what was measured
 */
record BatchRequest(
		@Min(value = 1, message = "must be from 1 to 1000") @Max(value = MOST,
				message = "must be from 1 to 1000") @Nullable Integer count,
		@Size(min = 1, max = MOST, message = "must be 1 to 1000 measurements") @Nullable List<@NotNull(
				message = "is required") @Valid Item> items) {

	private static final int MOST = 1000;

	@AssertTrue(message = "either count or items is required")
	boolean isCountOrItems() {
		return (this.count == null) != (this.items == null);
	}

	List<Measurement> measurements() {
		if (this.items != null) {
			return this.items.stream().map(Item::measurement).toList();
		}
		return IntStream.range(0, Objects.requireNonNull(this.count)).mapToObj(BatchRequest::madeUp).toList();
	}

	private static Measurement madeUp(int number) {
		return new Measurement(1400 + number % 700, 450 + number * 7 % 700, 600 + number * 13 % 600);
	}

	/**
	 * A body.
	 *
	 * @param height in centimetres
	 * @param weight in kilograms
	 * @param waist in centimetres
	 */
	record Item(
			@NotNull(message = "is required") @DecimalMin(value = "50", message = "must be from 50 to 280") @DecimalMax(
					value = "280", message = "must be from 50 to 280") @Nullable BigDecimal height,
			@NotNull(message = "is required") @DecimalMin(value = "2", message = "must be from 2 to 600") @DecimalMax(
					value = "600", message = "must be from 2 to 600") @Nullable BigDecimal weight,
			@NotNull(message = "is required") @DecimalMin(value = "20", message = "must be from 20 to 300") @DecimalMax(
					value = "300", message = "must be from 20 to 300") @Nullable BigDecimal waist) {

		Measurement measurement() {
			// Validation has seen to it that nothing is missing.
			return Measurement.of(Objects.requireNonNull(this.height).doubleValue(),
					Objects.requireNonNull(this.weight).doubleValue(),
					Objects.requireNonNull(this.waist).doubleValue());
		}

	}

}
