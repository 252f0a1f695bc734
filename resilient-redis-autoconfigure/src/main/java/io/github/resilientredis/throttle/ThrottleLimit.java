/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * A limit, counted for each key by itself. Immutable.
 *
 * @param name its name: letters, digits, {@code -} and {@code _}, at most 64 of them. It
 * is a part of keys in Redis, of headers and of metrics
 * @param rates all of which must allow what is asked; at least one, at most 8
 * @param cost how much is taken where no other cost is given, at least 1
 * @param onFailure what happens while Redis is away
 * @param precision how closely it is kept
 * @param shadow whether it only counts and reports, and turns nobody away
 */
public record ThrottleLimit(String name, List<ThrottleRate> rates, long cost, ThrottleFallback onFailure,
		ThrottlePrecision precision, boolean shadow) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final int MAX_RATES = 8;

	public ThrottleLimit {
		Assert.isTrue(NAME.matcher(name).matches(),
				"'name' must consist of at most 64 letters, digits, hyphens and underscores");
		rates = List.copyOf(rates);
		Assert.isTrue(!rates.isEmpty() && rates.size() <= MAX_RATES, "'rates' must hold 1 to 8 rates");
		Assert.isTrue(cost >= 1, "'cost' must be at least 1");
	}

	/**
	 * An exact limit at a cost of 1 that is kept locally while Redis is away.
	 * @param name its name
	 * @param rates its rates
	 * @return the limit
	 */
	public static ThrottleLimit of(String name, ThrottleRate... rates) {
		return new ThrottleLimit(name, List.of(rates), 1, ThrottleFallback.LOCAL, ThrottlePrecision.EXACT, false);
	}

}
