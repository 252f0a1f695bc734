/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits in a Redis Cluster: a bucket and what stands beside it are in one slot.
 */
class ThrottleClusterIT {

	/** More than enough for both masters; some with braces, which decide on slots. */
	private static final List<String> KEYS = keys();

	private static List<String> keys() {
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			keys.add("key-" + i);
			keys.add("{brace}" + i);
		}
		return keys;
	}

	@Test
	void nodesShareLimitsOnAllMastersAndCarryBackWhatTheyGaveOut() {
		try (TwoMasters cluster = TwoMasters.start();
				ConfigurableApplicationContext one = start(cluster);
				ConfigurableApplicationContext two = start(cluster)) {
			countEachOther(one, two);
			for (String key : KEYS) {
				assertThat(decide(one, key).source()).isEqualTo(ThrottleSource.REDIS);
				assertThat(decide(two, key).remaining()).as(key).isEqualTo(8);
			}
			guard(one).forceOpen();
			reaches(one, GuardState.FORCED_OPEN);
			for (String key : KEYS) {
				// Half of what is left.
				ThrottleDecision local = decide(one, key);
				assertThat(local.source()).isEqualTo(ThrottleSource.LOCAL);
				assertThat(local.remaining()).as(key).isEqualTo(3);
			}
			guard(one).release();
			reaches(one, GuardState.AVAILABLE);
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(flushes(cluster)).isEqualTo(KEYS.size()));
			for (String key : KEYS) {
				assertThat(decide(two, key).remaining()).as(key).isEqualTo(6);
			}
		}
	}

	private static void countEachOther(ConfigurableApplicationContext... nodes) {
		for (ConfigurableApplicationContext node : nodes) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> node.getBean(GuardedThrottle.class).getNodes() == nodes.length);
		}
	}

	private static long flushes(TwoMasters cluster) {
		return flushes(cluster.first()) + flushes(cluster.second());
	}

	private static long flushes(RedisServer master) {
		Object keys = master.command("KEYS", "resilient-redis:throttle-flush:*");
		return (keys instanceof List<?> list) ? list.size() : 0;
	}

	private static ThrottleDecision decide(ConfigurableApplicationContext node, String key) {
		return node.getBean(Throttle.class).tryAcquire("ten", key);
	}

	private static RedisGuard guard(ConfigurableApplicationContext node) {
		return node.getBean(RedisGuard.class);
	}

	private static void reaches(ConfigurableApplicationContext node, GuardState state) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(guard(node)::getState, state::equals);
	}

	private static ConfigurableApplicationContext start(TwoMasters cluster) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("spring.data.redis.cluster.nodes=" + cluster.nodes(), "resilient-redis.throttle.limits.ten.rate=10/24h")
			.applyTo(context);
		context.register(Application.class);
		context.refresh();
		reaches(context, GuardState.AVAILABLE);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
