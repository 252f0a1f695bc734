/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.Collection;

/**
 * There is no limit of this name.
 */
@SuppressWarnings("serial")
public class UnknownLimitException extends IllegalArgumentException {

	/**
	 * Create the exception.
	 * @param name the name that was asked for
	 * @param known the names there are
	 */
	public UnknownLimitException(String name, Collection<String> known) {
		super("There is no limit '" + name + "'. Configure it under 'resilient-redis.throttle.limits." + name
				+ "', or use one of: " + String.join(", ", known));
	}

}
