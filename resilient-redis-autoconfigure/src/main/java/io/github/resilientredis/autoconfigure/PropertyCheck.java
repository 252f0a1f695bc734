/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;

/**
 * Stops the start on a value that makes no sense, naming the property, the value and the
 * fix. Boot's own failure analyzer adds where the value came from.
 */
public final class PropertyCheck {

	private final String prefix;

	/**
	 * Create checks of properties under a prefix.
	 * @param prefix the prefix, without the last dot
	 */
	public PropertyCheck(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * A duration must be longer than nothing.
	 * @param name the property's name after the prefix
	 * @param value its value
	 * @param example a sensible value
	 * @return the value
	 * @throws InvalidConfigurationPropertyValueException if it is not
	 */
	public Duration positive(String name, Duration value, String example) {
		check(name, text(value), value.compareTo(Duration.ZERO) > 0,
				"It must be a positive duration. Use one such as " + example + ".");
		return value;
	}

	/**
	 * A duration must not be negative.
	 * @param name the property's name after the prefix
	 * @param value its value
	 * @param example a sensible value
	 * @return the value
	 * @throws InvalidConfigurationPropertyValueException if it is
	 */
	public Duration notNegative(String name, Duration value, String example) {
		check(name, text(value), !value.isNegative(),
				"It must not be negative. Use a duration such as " + example + ".");
		return value;
	}

	/**
	 * A number must lie within bounds.
	 * @param name the property's name after the prefix
	 * @param value its value
	 * @param min the least allowed value
	 * @param max the greatest allowed value
	 * @throws InvalidConfigurationPropertyValueException if it does not
	 */
	public void within(String name, double value, double min, double max) {
		check(name, number(value), value >= min && value <= max,
				"It must lie between " + number(min) + " and " + number(max) + ". Use a value in this range.");
	}

	/**
	 * Anything else that must hold.
	 * @param name the property's name after the prefix
	 * @param value its value
	 * @param holds whether it holds
	 * @param reason what must hold, and what to do, as whole sentences
	 * @throws InvalidConfigurationPropertyValueException if it does not
	 */
	public void check(String name, Object value, boolean holds, String reason) {
		if (!holds) {
			throw new InvalidConfigurationPropertyValueException(this.prefix + "." + name, value, reason);
		}
	}

	/**
	 * A duration as it is written in configuration.
	 * @param value the duration
	 * @return such as {@code 500ms}
	 */
	static String text(Duration value) {
		boolean seconds = value.toMillis() % 1000 == 0;
		return DurationStyle.SIMPLE.print(value, seconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
	}

	private static String number(double value) {
		return (value == Math.rint(value)) ? String.valueOf((long) value) : String.valueOf(value);
	}

}
