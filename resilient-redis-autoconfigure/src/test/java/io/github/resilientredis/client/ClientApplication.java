/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilientredis.journal.DurableWriteHandler;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with every feature.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
@Import(ClientApplication.Rounds.class)
class ClientApplication {

	/** The type of its durable writes, which are appended to lists. */
	static final String APPEND = "append";

	@Bean
	SecurityFilterChain everybody(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable()).logout((logout) -> logout.disable()).build();
	}

	@Bean
	DurableWriteHandler appends() {
		return new Appends();
	}

	/** Uses every feature, and answers that it did. */
	@RestController
	static class Rounds {

		private final Features features;

		/** Requests that have come in. */
		final AtomicInteger requests = new AtomicInteger();

		Rounds(BeanFactory beans) {
			this.features = new Features(beans);
		}

		@GetMapping("/round/{number}")
		String round(@PathVariable("number") long number, HttpServletRequest request) {
			this.requests.incrementAndGet();
			request.getSession().setAttribute("number", number);
			this.features.round(number);
			return "done " + number;
		}

	}

	private static final class Appends implements DurableWriteHandler {

		@Override
		public String type() {
			return APPEND;
		}

		@Override
		public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
			return redis.rpush(key, payload);
		}

	}

}
