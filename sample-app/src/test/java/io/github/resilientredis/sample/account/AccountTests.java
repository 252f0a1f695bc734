/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Registration, login and logout over HTTP.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class AccountTests {

	private final SampleClient client;

	AccountTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void oneCanRegisterLogInLookAndLogOut(CapturedOutput output) {
		Answer registered = this.client.register("ada");
		assertThat(registered.status()).isEqualTo(201);
		assertThat(registered.json().get("name").asString()).isEqualTo("ada");
		assertThat(registered.json().get("plan").asString()).isEqualTo("free");
		assertThat(registered.body()).doesNotContainIgnoringCase("password").doesNotContain("secret");
		assertThat(output).contains("User registered successfully: ada");
		Answer login = this.client.login("ada");
		assertThat(login.status()).isEqualTo(200);
		assertThat(login.json()).isEqualTo(registered.json());
		Answer me = this.client.get("/api/me", "Cookie", login.cookie());
		assertThat(me.status()).isEqualTo(200);
		assertThat(me.json()).isEqualTo(registered.json());
		Answer logout = this.client.post("/api/logout", "", "Cookie", login.cookie());
		assertThat(logout.status()).isEqualTo(204);
		assertThat(logout.setCookie("SESSION")).startsWith("SESSION=;").contains("Expires=Thu, 01 Jan 1970");
		assertThat(this.client.get("/api/me", "Cookie", login.cookie()).status()).isEqualTo(401);
	}

	@Test
	void theCookieIsForTheServerOnly() {
		this.client.register("bob");
		assertThat(this.client.login("bob").setCookie("SESSION")).startsWith("SESSION=")
			.contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600");
	}

	@Test
	void loginChangesTheSessionId() {
		this.client.register("carol");
		String first = this.client.login("carol").cookie();
		String second = this.client.login("carol", "Cookie", first).cookie();
		assertThat(second).startsWith("SESSION=").isNotEqualTo(first);
		assertThat(this.client.get("/api/me", "Cookie", second).status()).isEqualTo(200);
		assertThat(this.client.get("/api/me", "Cookie", first).status()).isEqualTo(401);
	}

	@Test
	void oneCanLogInByNameAndInAnyCase() {
		this.client.register("Dora");
		assertThat(this.client.post("/api/login", """
				{"username": "dORA", "password": "secret-Dora"}""").status()).isEqualTo(200);
		assertThat(this.client.post("/api/login", """
				{"email": "DORA@EXAMPLE.com", "password": "secret-Dora"}""").status()).isEqualTo(200);
	}

	@Test
	void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
		this.client.register("eve");
		Answer wrong = this.client.post("/api/login", """
				{"email": "eve@example.com", "password": "no"}""");
		Answer unknown = this.client.post("/api/login", """
				{"email": "nobody@example.com", "password": "no"}""");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.contentType()).isEqualTo("application/problem+json");
		assertThat(wrong.header("Set-Cookie")).isEmpty();
		assertThat(unknown.status()).isEqualTo(401);
		assertThat(unknown.body()).isEqualTo(wrong.body());
	}

	@Test
	void invalidFieldsAreListed() {
		Answer answer = this.client.post("/api/register/", """
				{"username": "a\\nb", "email": "nowhere", "password1": "secret-12", "password2": "secret-13"}""");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly("email", "password2",
				"username");
		assertThat(answer.json().get("errors").findValuesAsString("message")).containsExactly(
				"must be an e-mail address", "is not the same as password1",
				"must be 3 to 30 letters, digits, dots, dashes or underscores");
		assertThat(answer.body()).doesNotContain("secret-1");
	}

	@Test
	void anEmptyRegistrationNamesEveryField() {
		Answer answer = this.client.post("/api/register/", "{}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly("email", "password1",
				"password2", "username");
	}

	@Test
	void anEmptyLoginNamesEveryField() {
		Answer answer = this.client.post("/api/login", "{}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("errors").findValuesAsString("message"))
			.containsExactly("email or username is required", "is required");
	}

	@Test
	void aTakenAddressOrNameIsAConflict() {
		this.client.register("frank");
		Answer email = this.client.register("other", "FRANK@example.com", "secret-frank");
		assertThat(email.status()).isEqualTo(409);
		assertThat(email.contentType()).isEqualTo("application/problem+json");
		assertThat(email.json().get("errors").findValuesAsString("field")).containsExactly("email");
		Answer name = this.client.register("FRANK", "other@example.com", "secret-frank");
		assertThat(name.status()).isEqualTo(409);
		assertThat(name.json().get("errors").findValuesAsString("field")).containsExactly("username");
	}

	@Test
	void aStrangerIsToldToSignInAndGetsNoSession() {
		Answer answer = this.client.get("/api/me");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.setCookie("SESSION")).isEmpty();
	}

}
