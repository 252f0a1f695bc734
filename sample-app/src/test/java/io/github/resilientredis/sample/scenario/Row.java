/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

/**
 * A row of the scenarios.
 */
interface Row {

	/**
	 * What it needs while Redis is in some state.
	 * @param scene the application and its Redis
	 */
	void during(Scene scene);

	/**
	 * What has become of it when Redis is well again.
	 * @param scene the same
	 */
	void after(Scene scene);

}
