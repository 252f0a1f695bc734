/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client over real HTTP, without cookies of its own. What it posts with a cookie has a
 * token against request forgery, as the page sees to it.
 */
public class SampleClient {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String TOKEN = "of-this-client";

	private final HttpClient client = HttpClient.newHttpClient();

	private final String url;

	public SampleClient(int port) {
		this.url = "http://localhost:" + port;
	}

	public Answer get(String path, String... headers) {
		return send("GET", path, "", headers);
	}

	public Answer post(String path, String json, String... headers) {
		HttpRequest.Builder request = request(path, headers).setHeader("Content-Type", "application/json");
		if (List.of(headers).contains("Cookie")) {
			request.header("Cookie", "XSRF-TOKEN=" + TOKEN).setHeader("X-XSRF-TOKEN", TOKEN);
		}
		return send(request.method("POST", BodyPublishers.ofString(json)).build());
	}

	public Answer send(String method, String path, String body, String... headers) {
		return send(request(path, headers).method(method, BodyPublishers.ofString(body)).build());
	}

	public Answer register(String name) {
		return register(name, name + "@example.com", "secret-" + name);
	}

	public Answer register(String name, String email, String password) {
		return post("/api/register/", """
				{"username": "%s", "email": "%s", "password1": "%s", "password2": "%s"}""".formatted(name, email,
				password, password));
	}

	public Answer login(String name, String... headers) {
		return post("/api/login", """
				{"email": "%s@example.com", "password": "secret-%s"}""".formatted(name, name), headers);
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + path))
			.timeout(Duration.ofSeconds(20));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return request;
	}

	private Answer send(HttpRequest request) {
		try {
			return new Answer(this.client.send(request, BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What came back.
	 */
	public record Answer(HttpResponse<String> response) {

		public int status() {
			return this.response.statusCode();
		}

		public String body() {
			return this.response.body();
		}

		public JsonNode json() {
			return JSON.readTree(body());
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		public String contentType() {
			return header("Content-Type");
		}

		/**
		 * The session cookie as it is to be sent back.
		 * @return name and value, empty if none was set
		 */
		public String cookie() {
			return cookie("SESSION");
		}

		public String cookie(String name) {
			return setCookie(name).replaceAll(";.*", "");
		}

		/**
		 * A cookie with its attributes.
		 * @param name its name
		 * @return what sets it, empty if nothing does
		 */
		public String setCookie(String name) {
			return this.response.headers()
				.allValues("Set-Cookie")
				.stream()
				.filter((cookie) -> cookie.startsWith(name + "="))
				.findFirst()
				.orElse("");
		}

	}

}
