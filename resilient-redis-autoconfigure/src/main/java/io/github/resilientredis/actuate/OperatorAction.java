/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Something an operator can have done at the endpoint. A feature declares a bean of this
 * type to be asked.
 *
 * @param name what the operator has to write, in upper case
 * @param run does it, at once and without waiting for Redis
 */
public record OperatorAction(String name, Supplier<Result> run) {

	/**
	 * What became of it.
	 *
	 * @param done whether it was done or begun; if not, it makes no sense at present
	 * @param details what there is to say
	 */
	public record Result(boolean done, Map<String, ?> details) {

	}

}
