/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody whose requests are answered now by one instance, now by the other. Keeps the
 * one cookie of the session.
 */
final class RollingBrowser {

	private static final Pattern COOKIE = Pattern.compile("SESSION=([^;]*)(;.*)?");

	private final HttpClient client = HttpClient.newHttpClient();

	private @Nullable String cookie;

	private @Nullable String cookieAttributes;

	/** One that has somebody's cookie. */
	static RollingBrowser with(@Nullable String cookie) {
		RollingBrowser browser = new RollingBrowser();
		browser.cookie = cookie;
		return browser;
	}

	String get(RollingInstance instance, String path) {
		return send(instance, HttpRequest.newBuilder(URI.create(instance.url() + path)), 200);
	}

	void login(RollingInstance instance) {
		post(instance, "/login", "username=ann&password=secret");
	}

	void logout(RollingInstance instance) {
		post(instance, "/logout", "");
	}

	private void post(RollingInstance instance, String path, String form) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance.url() + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form));
		send(instance, request, 302);
	}

	private String send(RollingInstance instance, HttpRequest.Builder request, int expected) {
		request.timeout(Duration.ofSeconds(20));
		if (this.cookie != null) {
			request.header("Cookie", "SESSION=" + this.cookie);
		}
		HttpResponse<String> answer;
		try {
			answer = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(answer.statusCode()).as("answer of %s", instance.sessions()).isEqualTo(expected);
		assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("error");
		answer.headers().allValues("Set-Cookie").forEach(this::keep);
		return answer.body();
	}

	private void keep(String header) {
		Matcher matcher = COOKIE.matcher(header);
		if (matcher.matches()) {
			this.cookie = matcher.group(1).isEmpty() ? null : matcher.group(1);
			this.cookieAttributes = matcher.group(2);
		}
	}

	@Nullable String cookie() {
		return this.cookie;
	}

	/** What else was said of the cookie. */
	@Nullable String cookieAttributes() {
		return this.cookieAttributes;
	}

	String id() {
		assertThat(this.cookie).as("cookie").isNotNull();
		return new String(Base64.getDecoder().decode(this.cookie), StandardCharsets.UTF_8);
	}

	String key() {
		return "spring:session:sessions:" + id();
	}

}
