/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application, running, and how to call it.
 */
final class MatrixNode implements AutoCloseable {

	/** A caller with less patience would not see how long it takes. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final ConfigurableApplicationContext context;

	private MatrixNode(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static MatrixNode start(Flavour flavour, List<String> address) {
		String[] arguments = Stream
			.of(List.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false"), flavour.properties(), address)
			.flatMap(List::stream)
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new MatrixNode(
				new SpringApplicationBuilder(MatrixApplication.class, flavour.parts()).web(WebApplicationType.SERVLET)
					.run(arguments));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Answer get(String path) {
		return ask("GET", path, "");
	}

	Answer post(String path) {
		return ask("POST", path, "");
	}

	/** Calls with the cookie of a session. */
	Answer ask(String method, String path, String session) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.timeout(PATIENCE)
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (!session.isEmpty()) {
			request.header("Cookie",
					"SESSION=" + Base64.getEncoder().encodeToString(session.getBytes(StandardCharsets.UTF_8)));
		}
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			return new Answer(0, ex.getClass().getSimpleName());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What the application answered.
	 *
	 * @param status the status; 0 if there was no answer
	 * @param body the body, or why there was no answer
	 */
	record Answer(int status, String body) {

		boolean isOk() {
			return this.status == 200;
		}

		@Override
		public String toString() {
			return (this.status == 0) ? "no answer (" + this.body + ")" : String.valueOf(this.status);
		}

	}

}
