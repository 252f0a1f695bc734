/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With {@code spring.main.lazy-initialization}, what has to be there before anybody asks
 * for it is there.
 */
@ExtendWith(RedisKitExtension.class)
class LazyInitializationIT {

	@Test
	void whatWaitsIsReplayedAndLimitsSessionsAndHealthWorkBeforeAnyBeanIsAskedFor(RedisServer server,
			@TempDir Path journal) throws Exception {
		String directory = "resilient-redis.journal.directory=" + journal;
		try (ClientNode before = ClientNode.connected(server.host(), server.port(), directory)) {
			before.features().cache().put("evicted", "v");
			server.command("SAVE");
			server.kill();
			before.features().durable("list", "kept");
			before.features().registered("ada");
			before.features().cache().evict("evicted");
		}
		server.startUp();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ClientApplication.class)
			.web(WebApplicationType.SERVLET)
			.run(ClientNode.arguments(server.host(), server.port(), directory, "spring.main.lazy-initialization=true",
					"resilient-redis.throttle.limits.pages.paths=/**",
					"management.endpoint.health.show-details=always"))) {
			Awaitility.await("records are replayed")
				.atMost(Duration.ofSeconds(5))
				.until(() -> List.of("kept").equals(server.command("LRANGE", "list", "0", "-1"))
						&& server.command("GET", "email:ada@example.org:userId") != null
						&& server.command("GET", "rates::evicted") == null);
			assertThat(String.valueOf(server.command("PUBSUB", "CHANNELS"))).contains("resilient-redis:invalidate");
			String url = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
			HttpResponse<String> page = get(url + "/round/1");
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.headers().firstValue("RateLimit-Policy")).isPresent();
			assertThat(page.headers().firstValue("Set-Cookie"))
				.hasValueSatisfying((cookie) -> assertThat(cookie).startsWith("SESSION="));
			assertThat(get(url + "/actuator/health").body()).contains("\"redis\"").contains("AVAILABLE");
		}
	}

	private static HttpResponse<String> get(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
	}

}
