/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A part of the application that runs on the guard, as shown in health and at the
 * endpoint. A feature declares a bean of this type to be shown there.
 *
 * @param name its name, such as {@code cache}
 * @param managed whether the library provides it; {@code false} if the application
 * brought its own, which the guard does not protect
 * @param details what else there is to say at this moment, from memory and at once: a few
 * fixed names with values that hold nothing a user sent
 */
public record GuardedFeature(String name, boolean managed, Supplier<Map<String, String>> details) {

	/**
	 * A feature without details.
	 * @param name its name
	 * @param managed whether the library provides it
	 */
	public GuardedFeature(String name, boolean managed) {
		this(name, managed, Map::of);
	}

	/**
	 * What operators are told: whether it is managed, and its details. Never fails.
	 * @return texts and a boolean by their names
	 */
	public Map<String, Object> describe() {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("managed", this.managed);
		try {
			this.details.get().forEach(description::putIfAbsent);
		}
		catch (RuntimeException ex) {
			// Its message could hold what a user sent.
			description.put("problem", ex.getClass().getName());
		}
		return description;
	}

}
