/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

/**
 * A property in effect.
 *
 * @param value its value, or asterisks
 * @param origin where it was found, such as a file and line; {@code default} if nowhere
 */
public record ConfiguredValue(String value, String origin) {

	static final String DEFAULT = "default";

}
