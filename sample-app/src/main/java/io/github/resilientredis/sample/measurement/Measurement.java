/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A body, in whole tenths so that equal measurements are equal keys.
 *
 * @param height in millimetres
 * @param weight in hectograms
 * @param waist in millimetres
 */
record Measurement(int height, int weight, int waist) {

	/** What a key looks like: height, weight and waist. */
	static final String KEY = "[1-9][0-9]{2,3}-[1-9][0-9]{1,3}-[1-9][0-9]{2,3}";

	static final int MIN_HEIGHT = 50;

	static final int MAX_HEIGHT = 280;

	static final int MIN_WEIGHT = 2;

	static final int MAX_WEIGHT = 600;

	static final int MIN_WAIST = 20;

	static final int MAX_WAIST = 300;

	private static final Pattern PATTERN = Pattern.compile("([0-9]+)-([0-9]+)-([0-9]+)");

	/**
	 * Make one.
	 * @param height in centimetres
	 * @param weight in kilograms
	 * @param waist in centimetres
	 */
	static Measurement of(double height, double weight, double waist) {
		return new Measurement(tenths(height), tenths(weight), tenths(waist));
	}

	/**
	 * Read a key.
	 * @param key what might be one
	 * @return {@code null} if it is none, or no body
	 */
	static @Nullable Measurement parse(String key) {
		Matcher matcher = PATTERN.matcher(key);
		if (!key.matches(KEY) || !matcher.matches()) {
			return null;
		}
		Measurement measurement = new Measurement(Integer.parseInt(matcher.group(1)),
				Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
		return measurement.isPossible() ? measurement : null;
	}

	private boolean isPossible() {
		return isBetween(this.height, MIN_HEIGHT, MAX_HEIGHT) && isBetween(this.weight, MIN_WEIGHT, MAX_WEIGHT)
				&& isBetween(this.waist, MIN_WAIST, MAX_WAIST);
	}

	private static boolean isBetween(int tenths, int min, int max) {
		return tenths >= 10 * min && tenths <= 10 * max;
	}

	private static int tenths(double value) {
		return (int) Math.round(value * 10);
	}

	String key() {
		return this.height + "-" + this.weight + "-" + this.waist;
	}

	/** The computation worth caching. */
	BodyResult compute() {
		double metres = this.height / 1000.0;
		double index = Math.round(this.weight / (metres * metres)) / 10.0;
		double ratio = Math.round(100.0 * this.waist / this.height) / 100.0;
		return new BodyResult(key(), index, ratio, BodyResult.Category.of(index));
	}

}
