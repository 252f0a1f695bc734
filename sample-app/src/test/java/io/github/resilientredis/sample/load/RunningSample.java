/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.sample.SampleApplication;
import io.github.resilientredis.sample.SampleClient;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application in this JVM, on some server.
 */
public final class RunningSample implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private RunningSample(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static RunningSample on(String host, int port, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--REDIS_HOST=" + host, "--REDIS_PORT=" + port));
		all.addAll(List.of(arguments));
		return new RunningSample(new SpringApplication(SampleApplication.class, ConnectingThreads.class)
			.run(all.toArray(String[]::new)));
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public RedisGuard guard() {
		return bean(RedisGuard.class);
	}

	public SampleClient client() {
		return new SampleClient(this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	public void await(GuardState state, Duration within) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(within.plusMillis(100))
			.until(guard()::getState, state::equals);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
