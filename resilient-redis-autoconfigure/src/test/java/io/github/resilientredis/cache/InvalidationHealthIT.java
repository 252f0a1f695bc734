/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.Map;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * A node that does not hear what others change says so in health.
 */
@ExtendWith(RedisKitExtension.class)
class InvalidationHealthIT {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Test
	void aNodeCutOffAloneSaysSoUntilItIsBack(RedisServer server) {
		try (CacheNode one = CacheNode.start("one", server); CacheNode two = CacheNode.start("two", server)) {
			says(one, "heard");
			says(two, "heard");
			one.proxy().blackHole();
			says(one, "unheard");
			assertThat(one.health().getStatus()).isEqualTo(Status.UP);
			says(two, "heard");
			assertThat(invalidation(one)).isEqualTo("unheard");
			one.proxy().pass();
			says(one, "heard");
		}
	}

	@Test
	void switchedOffIsNotCutOff(RedisServer server) {
		try (CacheNode node = CacheNode.start("one", server, "resilient-redis.cache.invalidation=false")) {
			assertThat(node.health().getDetails()).extractingByKey("features", MAP)
				.containsEntry("cache", Map.of("managed", true, "caches", "0", "invalidation", "off"));
		}
	}

	private static void says(CacheNode node, String status) {
		Awaitility.await(node.name() + " says " + status)
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(invalidation(node)).isEqualTo(status));
	}

	private static Object invalidation(CacheNode node) {
		assertThat(node.health().getDetails().get("features")).isInstanceOf(Map.class);
		Map<?, ?> features = (Map<?, ?>) node.health().getDetails().get("features");
		assertThat(features.get("cache")).isInstanceOf(Map.class);
		Object invalidation = ((Map<?, ?>) features.get("cache")).get("invalidation");
		assertThat(invalidation).isNotNull();
		return invalidation;
	}

}
