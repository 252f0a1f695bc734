/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.awaitility.Awaitility;

/**
 * The pages of {@link SessionApplication} at a port, as a client reaches them. Anybody
 * may ask at any time.
 */
final class SessionPages {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final String name;

	private final int port;

	SessionPages(String name, int port) {
		this.name = name;
		this.port = port;
	}

	SessionAnswer login(String id) {
		return ask("POST", "/login", id, "");
	}

	/** An empty value removes the attribute. */
	SessionAnswer put(String id, String attribute, String value) {
		return ask("PUT", "/attributes/" + attribute, id, value);
	}

	SessionAnswer get(String id) {
		return ask("GET", "/attributes", id, "");
	}

	SessionAnswer rotate(String id) {
		return ask("POST", "/rotate", id, "");
	}

	SessionAnswer logout(String id) {
		return ask("POST", "/leave", id, "");
	}

	/** Waits until the node has had nothing to do for a moment. */
	void settles() {
		Awaitility.await("quiet of " + this.name)
			.pollInSameThread()
			.pollInterval(Duration.ofMillis(20))
			.during(Duration.ofMillis(300))
			.atMost(Duration.ofSeconds(20))
			.until(() -> send("GET", "/settled", "", "").body().equals("true"));
	}

	private SessionAnswer ask(String method, String path, String id, String body) {
		try {
			HttpResponse<String> answer = send(method, path, id, body);
			return SessionAnswer.of(answer.statusCode(), answer.body());
		}
		catch (IOException ex) {
			return SessionAnswer.of(0, ex.toString());
		}
	}

	HttpResponse<String> send(String method, String path, String id, String body) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(PATIENCE)
			.header("Content-Type", "text/plain")
			.method(method,
					body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
		if (!id.isEmpty()) {
			request.header("Cookie", "SESSION=" + cookie(id));
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String cookie(String id) {
		return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
