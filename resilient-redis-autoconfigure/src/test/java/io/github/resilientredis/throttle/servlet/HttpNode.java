/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application on a port, and a client that sends what it is told.
 */
final class HttpNode implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final ConfigurableApplicationContext context;

	private HttpNode(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the application and waits until it has found Redis.
	 * @param server a running server
	 * @param properties of the throttle, or of anything with a slash in front
	 * @return the node
	 */
	static HttpNode start(RedisServer server, String... properties) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
						"--spring.data.redis.host=" + server.host(), "--spring.data.redis.port=" + server.port()));
		for (String property : properties) {
			arguments.add(
					property.startsWith("/") ? "--" + property.substring(1) : "--resilient-redis.throttle." + property);
		}
		HttpNode node = new HttpNode(
				new SpringApplicationBuilder(ThrottledApplication.class).web(WebApplicationType.SERVLET)
					.properties(Stream.of("login", "named", "bulk")
						.map((limit) -> "resilient-redis.throttle.limits." + limit + ".rate=1000/1h")
						.toArray(String[]::new))
					.run(arguments.toArray(String[]::new)));
		node.reaches(GuardState.AVAILABLE);
		return node;
	}

	void reaches(GuardState state) {
		RedisGuard guard = this.context.getBean(RedisGuard.class);
		Awaitility.await().atMost(PATIENCE).until(() -> guard.getState() == state);
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, headers);
	}

	HttpResponse<String> send(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.timeout(PATIENCE)
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	<T> List<T> beans(Class<T> type) {
		return this.context.getBeanProvider(type).orderedStream().toList();
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path);
	}

	static String[] as(String user) {
		return new String[] { "Authorization",
				"Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8)) };
	}

	@Override
	public void close() {
		this.context.close();
	}

}
