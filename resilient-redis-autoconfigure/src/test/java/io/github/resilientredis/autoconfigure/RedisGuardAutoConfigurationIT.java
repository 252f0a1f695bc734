/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardStateChange;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RedisKitExtension.class)
class RedisGuardAutoConfigurationIT {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ClientTuningAutoConfiguration.class, DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class));

	@Test
	void changesArePublishedAsEventsInOrder(RedisServer server) {
		this.runner.withPropertyValues("spring.data.redis.port=" + server.port())
			.withBean(Changes.class)
			.run((context) -> {
				Changes changes = context.getBean(Changes.class);
				await(context.getBean(RedisGuard.class), GuardState.AVAILABLE);
				changes.seen.clear();
				server.kill();
				await(context.getBean(RedisGuard.class), GuardState.UNAVAILABLE);
				server.startUp();
				await(context.getBean(RedisGuard.class), GuardState.AVAILABLE);
				Awaitility.await()
					.untilAsserted(() -> assertThat(changes.seen).extracting(GuardStateChange::current)
						.containsExactly(GuardState.UNAVAILABLE, GuardState.RECOVERING, GuardState.AVAILABLE));
				assertThat(changes.seen.get(0).reason()).isEqualTo("connection lost");
				assertThat(changes.seen.get(1).lasted()).isPositive();
			});
	}

	@Test
	void theGuardUsesAllOfSpringsConnectionSettings(RedisServer server) {
		server.requirePassword("s3cret");
		this.runner
			.withPropertyValues("spring.data.redis.url=redis://default:s3cret@127.0.0.1:" + server.port() + "/3",
					"spring.data.redis.client-name=shop")
			.run((context) -> {
				RedisGuard guard = context.getBean(RedisGuard.class);
				await(guard, GuardState.AVAILABLE);
				guard.execute(RedisOperation.once("test.set"), (redis) -> {
					redis.opsForValue().set("k", "v");
					return true;
				});
				assertThat(String.valueOf(server.command("INFO", "keyspace"))).contains("db3:keys=1");
				assertThat(String.valueOf(server.command("CLIENT", "LIST"))).contains("name=shop-guard");
			});
	}

	@Test
	void withLazyInitializationTheGuardConnectsAllTheSame(RedisServer server) {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("spring.data.redis.port=" + server.port(), "spring.data.redis.client-name=lazy")
			.run((context) -> Awaitility.await()
				.untilAsserted(() -> assertThat(String.valueOf(server.command("CLIENT", "LIST")))
					.contains("name=lazy-guard")));
	}

	private static void await(RedisGuard guard, GuardState state) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(guard::getState, state::equals);
	}

	/** Written by the guard's thread for events. */
	static class Changes {

		private final List<GuardStateChange> seen = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(GuardStateChange change) {
			this.seen.add(change);
		}

	}

}
