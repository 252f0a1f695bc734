/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.security;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Protection against request forgery, over HTTP.
 */
@SampleTest
@TestPropertySource(
		properties = { "CORS_ALLOWED_ORIGINS=https://app.example.com", "server.forward-headers-strategy=framework" })
class CsrfTests {

	private static final String[] JSON = { "Content-Type", "application/json" };

	private final SampleClient client;

	CsrfTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	private String session(String name) {
		this.client.register(name);
		Answer login = this.client.login(name);
		assertThat(login.status()).isEqualTo(200);
		return login.cookie();
	}

	@Test
	void whatACookieMayHaveSentByItselfIsRefusedWithoutTheHeader() {
		String session = session("uma");
		Answer refused = this.client.send("POST", "/api/logout", "", "Cookie", session);
		assertForgery(refused);
		assertForgery(this.client.send("POST", "/api/logout", "", "Cookie", session + "; XSRF-TOKEN=a"));
		assertForgery(this.client.send("POST", "/api/logout", "", "Cookie", session, "X-XSRF-TOKEN", "a"));
		assertForgery(
				this.client.send("POST", "/api/logout", "", "Cookie", session + "; XSRF-TOKEN=a", "X-XSRF-TOKEN", "b"));
		assertForgery(this.client.send("POST", "/api/logout?_csrf=a", "", "Cookie", session + "; XSRF-TOKEN=a"));
		assertThat(this.client.get("/api/me", "Cookie", session).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE" })
	void everyMethodThatMayWriteNeedsTheHeader(String method) {
		assertForgery(this.client.send(method, "/api/me", "", "Cookie", "SESSION=made-up"));
	}

	@Test
	void withTheHeaderItIsDone() {
		String session = session("ute");
		String token = token();
		assertThat(this.client
			.send("POST", "/api/logout", "", "Cookie", session + "; XSRF-TOKEN=" + token, "X-XSRF-TOKEN", token)
			.status()).isEqualTo(204);
		assertThat(this.client.get("/api/me", "Cookie", session).status()).isEqualTo(401);
	}

	@Test
	void theButtonsOfTheDemonstrationNeedItWithoutASession() {
		assertForgery(this.client.send("POST", "/api/demo/redis/kill", ""));
		String token = token();
		assertThat(this.client
			.send("POST", "/api/demo/nothing", "", "Cookie", "XSRF-TOKEN=" + token, "X-XSRF-TOKEN", token)
			.status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/register", "/api/login", "/api/auth/token", "/api/auth/refresh", "/api/auth/revoke",
			"/api/v1/auth/resend-verification-code" })
	void whoActsForNobodyNeedsNoToken(String path) {
		String session = session("urs" + Integer.toHexString(path.hashCode()));
		String[] headers = { "Cookie", session, JSON[0], JSON[1] };
		assertThat(this.client.send("POST", path, "{}", headers).status()).isEqualTo(400);
		assertThat(this.client.send("POST", path + "/", "{}", headers).status()).isEqualTo(400);
	}

	@Test
	void aBearerTokenNeedsNoOther() {
		String session = session("ulf");
		String access = TokenClient.access(new TokenClient(this.client).token("ulf"));
		Answer answer = this.client.send("POST", "/api/me", "", "Cookie", session, "Authorization", "Bearer " + access);
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("Set-Cookie")).isEmpty();
		// Nor has it changed the session that happened to come along.
		assertThat(this.client.get("/api/me", "Cookie", session).status()).isEqualTo(200);
	}

	@Test
	void aLoginChangesTheToken() {
		this.client.register("udo");
		String before = token();
		Answer login = this.client.login("udo", "Cookie", "XSRF-TOKEN=" + before);
		String after = login.cookie("XSRF-TOKEN");
		assertThat(after).isNotEmpty().isNotEqualTo("XSRF-TOKEN=" + before);
		assertThat(login.setCookie("XSRF-TOKEN")).contains("Path=/");
	}

	@Test
	void theCookieIsForScriptsOfThisSiteAlone() {
		assertThat(this.client.get("/api/health/").setCookie("XSRF-TOKEN")).contains("Path=/", "SameSite=Lax")
			.doesNotContain("HttpOnly")
			.doesNotContain("Secure");
		assertThat(this.client.get("/api/health/", "X-Forwarded-Proto", "https").setCookie("XSRF-TOKEN"))
			.contains("Secure");
	}

	@Test
	void whoHasTheCookieIsNotGivenAnother() {
		assertThat(this.client.get("/api/health/", "Cookie", "XSRF-TOKEN=" + token()).header("Set-Cookie")).isEmpty();
		assertThat(this.client.get("/").setCookie("XSRF-TOKEN")).isNotEmpty();
		assertThat(this.client.get("/api/me").setCookie("XSRF-TOKEN")).isNotEmpty();
	}

	@Test
	void aFrontEndOnAnotherOriginIsToldTheTokenInAHeader() {
		Answer answer = this.client.get("/api/health/", "Origin", "https://app.example.com");
		assertThat(answer.cookie("XSRF-TOKEN")).isEqualTo("XSRF-TOKEN=" + answer.header("X-XSRF-TOKEN"));
		assertThat(answer.header("Access-Control-Expose-Headers")).contains("X-XSRF-TOKEN");
		assertThat(this.client.get("/api/health/").header("X-XSRF-TOKEN")).isEmpty();
		assertThat(this.client.get("/api/health/", "Origin", "https://evil.com").header("X-XSRF-TOKEN")).isEmpty();
	}

	@Test
	void noSessionIsBegunForIt(ApplicationContext context) {
		JdbcClient database = context.getBean(JdbcClient.class);
		long before = sessions(database);
		assertThat(this.client.get("/api/health/").setCookie("SESSION")).isEmpty();
		assertThat(this.client.send("POST", "/api/logout", "", "Cookie", "SESSION=made-up").setCookie("SESSION"))
			.isEmpty();
		assertThat(sessions(database)).isEqualTo(before);
		session("udine");
		// Proof that they would be seen.
		assertThat(sessions(database)).isEqualTo(before + 1);
	}

	private static long sessions(JdbcClient database) {
		return database.sql("select count(*) from SPRING_SESSION").query(Long.class).single();
	}

	private String token() {
		String cookie = this.client.get("/api/health/").cookie("XSRF-TOKEN");
		assertThat(cookie).isNotEmpty();
		return cookie.substring("XSRF-TOKEN=".length());
	}

	private static void assertForgery(Answer answer) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().get("detail").asString()).contains("X-XSRF-TOKEN", "XSRF-TOKEN");
	}

}
