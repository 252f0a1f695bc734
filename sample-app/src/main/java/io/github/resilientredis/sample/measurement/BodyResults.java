/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * What follows from one measurement, from the cache that batches fill.
 */
@Service
class BodyResults {

	/**
	 * From the cache, or computed.
	 * @param key the measurement's key
	 * @param measurement the measurement
	 * @return the result
	 */
	@Cacheable(cacheNames = MeasurementConfiguration.CACHE, key = "#key")
	public BodyResult of(String key, Measurement measurement) {
		return measurement.compute();
	}

}
