/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.Headers;

/**
 * A real authorization server that plays Google and GitHub. What GitHub says of addresses
 * is set by the test and read by the server's threads.
 */
final class MockProviders implements AutoCloseable {

	private final HttpClient browser = HttpClient.newHttpClient();

	private final MockOAuth2Server server;

	private volatile String addresses = "[]";

	private MockProviders() {
		this.server = new MockOAuth2Server(new Addresses());
	}

	static MockProviders start() {
		MockProviders providers = new MockProviders();
		providers.server.start();
		return providers;
	}

	String[] arguments() {
		String github = "--spring.security.oauth2.client.provider.github.";
		return new String[] { "--GOOGLE_CLIENT_ID=sample-google", "--GOOGLE_CLIENT_SECRET=secret-google",
				"--GITHUB_CLIENT_ID=sample-github", "--GITHUB_CLIENT_SECRET=secret-github",
				"--spring.security.oauth2.client.provider.google.issuer-uri=" + this.server.issuerUrl("google"),
				github + "authorization-uri=" + this.server.authorizationEndpointUrl("github"),
				github + "token-uri=" + this.server.tokenEndpointUrl("github"),
				github + "user-info-uri=" + this.server.userInfoUrl("github") };
	}

	void nextGoogleUserIs(String email, Object verified) {
		this.server.enqueueCallback(new DefaultOAuth2TokenCallback("google", "google-" + email, "JWT", null,
				Map.of("email", email, "email_verified", verified), 3600));
	}

	void nextGitHubUserIs(String login, String addresses) {
		this.addresses = addresses;
		// An address in the profile proves nothing.
		this.server.enqueueCallback(new DefaultOAuth2TokenCallback("github", "github-" + login, "JWT",
				List.of("sample-github"), Map.of("id", 42, "login", login, "email", "profile@example.com"), 3600));
	}

	/**
	 * Let the user sign in at the provider.
	 * @param location where the application has sent the browser
	 * @return where the provider sends it back, without the application's host
	 */
	String signIn(String location) {
		try {
			// This server insists on OpenID Connect, which GitHub does not speak.
			URI asking = URI
				.create(location.contains("openid") ? location : location.replace("scope=", "scope=openid%20"));
			HttpResponse<Void> answer = this.browser.send(HttpRequest.newBuilder(asking).build(),
					BodyHandlers.discarding());
			URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
			return back.getRawPath() + "?" + back.getRawQuery();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.shutdown();
	}

	/** GitHub's list of addresses. */
	private final class Addresses implements Route {

		@Override
		public boolean match(OAuth2HttpRequest request) {
			return request.getUrl().encodedPath().endsWith("/userinfo/emails");
		}

		@Override
		public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
			boolean allowed = String.valueOf(request.getHeaders().get("Authorization")).startsWith("Bearer ey");
			return new OAuth2HttpResponse(Headers.of("Content-Type", "application/json"), allowed ? 200 : 401,
					MockProviders.this.addresses, null);
		}

	}

}
