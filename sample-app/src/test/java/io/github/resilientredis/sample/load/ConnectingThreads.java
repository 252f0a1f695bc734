/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;

import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Writes down which threads open connections to Redis: Lettuce prepares a connection on
 * the thread that asks for it. The queue is written by those threads.
 */
@TestConfiguration(proxyBeanMethods = false)
class ConnectingThreads {

	private final Queue<String> names = new ConcurrentLinkedQueue<>();

	@Bean
	ClientResourcesBuilderCustomizer connectingThreadsCustomizer() {
		return (builder) -> builder.nettyCustomizer(new NettyCustomizer() {

			@Override
			public void afterBootstrapInitialized(Bootstrap bootstrap) {
				ConnectingThreads.this.names.add(Thread.currentThread().getName());
			}

		});
	}

	/** The guard's and the channel's, never a request's. */
	static boolean isOurs(String name) {
		return name.equals("resilient-redis-supervisor") || name.equals("resilient-redis-channel");
	}

	Queue<String> names() {
		return this.names;
	}

}
