/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.throttle.ThrottleRate;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Reads rates: {@code 5/1m}, {@code 5/PT1M}, and the words of Django REST framework as in
 * {@code 100/hour}.
 */
final class RateText {

	private static final Pattern RATE = Pattern.compile("\\s*(\\d{1,18})\\s*/\\s*(\\S+)\\s*");

	private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");

	private static final String EXAMPLES = " Use a rate such as 5/1m or 100/hour.";

	private RateText() {
	}

	/**
	 * Read a rate.
	 * @param text the text
	 * @param burst the burst, or {@code null} for as much as the permits
	 * @return the rate
	 * @throws IllegalArgumentException if it is none; its message is what to do
	 */
	static ThrottleRate parse(String text, @Nullable Long burst) {
		Matcher rate = RATE.matcher(text);
		if (!rate.matches()) {
			throw new IllegalArgumentException("It must be a number, a slash and a duration." + EXAMPLES);
		}
		long permits = Long.parseLong(rate.group(1));
		Duration period = period(rate.group(2));
		try {
			return new ThrottleRate(permits, period, (burst != null) ? burst : permits);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"A rate has 1 to 1000000000 permits in a period from 1ms to 366d, and at most one a nanosecond."
							+ EXAMPLES,
					ex);
		}
	}

	private static Duration period(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(1);
			case "m", "min", "mins", "minute", "minutes" -> Duration.ofMinutes(1);
			case "h", "hour", "hours" -> Duration.ofHours(1);
			case "d", "day", "days" -> ChronoUnit.DAYS.getDuration();
			default -> duration(text);
		};
	}

	private static Duration duration(String text) {
		if (DIGITS.matcher(text).matches()) {
			throw new IllegalArgumentException("The duration after the slash needs a unit." + EXAMPLES);
		}
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException("What follows the slash must be a duration." + EXAMPLES, ex);
		}
	}

}
