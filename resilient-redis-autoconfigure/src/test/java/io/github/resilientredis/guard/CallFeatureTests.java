/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallFeatureTests {

	@ParameterizedTest
	@CsvSource({ "cache.get, CACHE", "throttle.decide, THROTTLE", "session.index.clean, SESSION", "tokens.ask, TOKENS",
			"users.find, USERS", "write.orders, WRITES", "channel.beat, GUARD", "journal.cache, GUARD",
			"marker.beat, GUARD", "guard.probe, GUARD", "cache, APPLICATION", "cached.x, APPLICATION",
			"plan.find, APPLICATION" })
	void theNameOfAnOperationTellsItsFeature(String name, CallFeature feature) {
		assertThat(CallFeature.of(RedisOperation.once(name))).isEqualTo(feature);
	}

}
