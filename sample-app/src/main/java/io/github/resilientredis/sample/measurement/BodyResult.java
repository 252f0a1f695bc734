/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.io.Serializable;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What follows from a measurement.
 *
 * @param key of which
 * @param bodyMassIndex in kilograms per square metre
 * @param waistToHeight the ratio
 * @param category by the World Health Organization's limits for adults
 */
record BodyResult(String key, double bodyMassIndex, double waistToHeight, Category category) implements Serializable {

	/** A range of the body mass index. */
	enum Category {

		/** Below 18.5. */
		UNDERWEIGHT,

		/** Below 25. */
		NORMAL,

		/** Below 30. */
		OVERWEIGHT,

		/** From 30. */
		OBESE;

		static Category of(double index) {
			if (index < 18.5) {
				return UNDERWEIGHT;
			}
			if (index < 25) {
				return NORMAL;
			}
			return (index < 30) ? OVERWEIGHT : OBESE;
		}

		@JsonValue
		String json() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
