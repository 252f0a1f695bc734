/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

import io.github.resilientredis.guard.RedisGuard;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that uses every feature, as its operators see it over HTTP.
 */
final class OperatedApplication implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final String url;

	private OperatedApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.url = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
	}

	static OperatedApplication start(String... properties) {
		String[] arguments = Stream
			.concat(Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "management.endpoints.web.exposure.include=*",
					"management.endpoint.health.show-details=always", "management.endpoint.health.probes.enabled=true",
					"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
					"resilient-redis.tokens.enabled=true", "resilient-redis.throttle.limits.pages.rate=100000/1s",
					"resilient-redis.throttle.limits.pages.paths=/page/**", "resilient-redis.timeout=250ms",
					"resilient-redis.circuit-breaker.max-probe-interval=200ms"), Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new OperatedApplication(
				new SpringApplicationBuilder(Pages.class).web(WebApplicationType.SERVLET).run(arguments));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	RedisGuard guard() {
		return this.context.getBean(RedisGuard.class);
	}

	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)));
	}

	HttpResponse<String> post(String body) {
		return send(HttpRequest.newBuilder(URI.create(this.url + "/actuator/resilientredis"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	@Import(Page.class)
	static class Pages {

		@Bean
		SecurityFilterChain everybody(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable()).logout((logout) -> logout.disable()).build();
		}

		@Bean
		Numbers numbers() {
			return new Numbers();
		}

	}

	@RestController
	static class Page {

		private final Numbers numbers;

		Page(Numbers numbers) {
			this.numbers = numbers;
		}

		/**
		 * Uses the session, the throttle and the cache; answers with the session's id.
		 */
		@GetMapping("/page/{key}")
		String page(@PathVariable String key, HttpServletRequest request) {
			request.getSession().setAttribute("key", this.numbers.number(key));
			return request.getSession().getId();
		}

	}

	static class Numbers {

		@Cacheable("numbers")
		public int number(String key) {
			return key.length();
		}

	}

}
