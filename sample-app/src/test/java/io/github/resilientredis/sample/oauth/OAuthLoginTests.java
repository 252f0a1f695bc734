/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.load.RunningSample;
import io.github.resilientredis.sample.oauth.OAuthBrowser.Return;
import io.github.resilientredis.sample.verification.VerificationCodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole code flow over HTTP, without Redis.
 */
class OAuthLoginTests {

	private static final MockProviders providers = MockProviders.start();

	private static RunningSample sample;

	private static OAuthBrowser browser;

	@BeforeAll
	static void start() {
		String[] settings = providers.arguments();
		String[] all = new String[settings.length + 1];
		System.arraycopy(settings, 0, all, 1, settings.length);
		all[0] = "--sample.redis=none";
		sample = RunningSample.on("127.0.0.1", 1, all);
		browser = new OAuthBrowser(sample.client(), providers);
	}

	@AfterAll
	static void stop() {
		sample.close();
		providers.close();
	}

	@Test
	void whoIsNewIsRegisteredAndSignedInLikeAnyOther() {
		providers.nextGoogleUserIs("Ada.Lovelace@example.com", true);
		Return coming = browser.leave("google");
		Answer login = browser.comeBack(coming);
		assertThat(login.status()).isEqualTo(302);
		assertThat(login.header("Location")).isEqualTo("/");
		assertThat(login.setCookie("SESSION")).contains("HttpOnly", "SameSite=Lax");
		assertThat(login.cookie()).as("a new session id").isNotEqualTo(coming.session());
		assertThat(login.cookie("XSRF-TOKEN")).isNotEmpty();
		JsonNode me = browser.me(login).get().json();
		assertThat(me.get("email").asString()).isEqualTo("ada.lovelace@example.com");
		assertThat(me.get("name").asString()).isEqualTo("Ada.Lovelace");
		assertThat(browser.client().get("/api/me", "Cookie", coming.session()).status()).isEqualTo(401);
		assertThat(browser.client().get("/api/auth/events", "Cookie", login.cookie()).json().findValuesAsString("type"))
			.containsExactly("login_succeeded");
		assertThat(browser.client().post("/api/logout", "", "Cookie", login.cookie()).status()).isEqualTo(204);
		providers.nextGoogleUserIs("ada.lovelace@example.com", "true");
		assertThat(browser.me(browser.signIn("google")).get().json()).isEqualTo(me);
	}

	@Test
	void whoComesFromGitHubIsKnownByThePrimaryAddress() {
		providers.nextGitHubUserIs("octo cat", """
				[{"email": "other@example.com", "primary": false, "verified": true},
				 {"email": "octo@example.com", "primary": true, "verified": true, "visibility": null}]""");
		JsonNode me = browser.me(browser.signIn("github")).get().json();
		assertThat(me.get("email").asString()).isEqualTo("octo@example.com");
		assertThat(me.get("name").asString()).isEqualTo("octo-cat");
		providers.nextGoogleUserIs("octo@example.com", true);
		assertThat(browser.me(browser.signIn("google")).get().json()).isEqualTo(me);
	}

	@Test
	void aTakenNameGetsANumber() {
		browser.client().register("grace");
		providers.nextGitHubUserIs("grace", """
				[{"email": "hopper@example.com", "primary": true, "verified": true}]""");
		assertThat(browser.me(browser.signIn("github")).get().json().get("name").asString()).matches("grace-[0-9]+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"email\": \"eve@example.com\", \"primary\": true, \"verified\": false}]", "[]",
			"[{\"email\": \"eve@example.com\", \"primary\": false, \"verified\": true}]" })
	void anAddressThatGitHubHasNotVerifiedIsRefused(String addresses) {
		providers.nextGitHubUserIs("eve", addresses);
		assertRefused(browser.signIn("github"), 403, "verified e-mail address");
	}

	@Test
	void anAddressThatGoogleHasNotVerifiedIsRefused() {
		providers.nextGoogleUserIs("eve@example.com", false);
		assertRefused(browser.signIn("google"), 403, "verified e-mail address");
	}

	@Test
	void anAddressThatNobodyCouldRegisterIsRefused() {
		providers.nextGoogleUserIs("a:b@example.com\r\nBcc: all@example.com", true);
		assertRefused(browser.signIn("google"), 403, "cannot be used here");
	}

	@Test
	void anAccountWhoseAddressNobodyVerifiedIsNotGivenAway() {
		String id = browser.client().register("frida").json().get("id").asString();
		providers.nextGoogleUserIs("frida@example.com", true);
		assertRefused(browser.signIn("google"), 409, "verify the address");
		String code = sample.bean(VerificationCodes.class).issue(id);
		assertThat(browser.client().post("/api/v1/auth/verify", """
				{"email": "frida@example.com", "code": "%s"}""".formatted(code)).status()).isEqualTo(200);
		providers.nextGoogleUserIs("frida@example.com", true);
		assertThat(browser.me(browser.signIn("google")).get().json().get("id").asString()).isEqualTo(id);
	}

	@Test
	void aReturnThatWasNotBegunHereIsRefused() {
		Return coming = browser.leave("google");
		Return forged = new Return(coming.session(), coming.path().replaceAll("state=[^&]*", "state=forged"));
		assertRefused(browser.comeBack(forged), 401, "not begun here");
		assertRefused(browser.client().get(coming.path()), 401, "not begun here");
		assertRefused(browser.client().get("/login/oauth2/code/google?error=access_denied&state=x"), 401,
				"not begun here");
		assertRefused(browser.client().get("/login/oauth2/code/google?code=%00&state=%0d%0aX"), 401, "not begun here");
	}

	@Test
	void whoSaysNoAtTheProviderIsToldSo() {
		Return coming = browser.leave("github");
		String no = coming.path().replaceAll("code=[^&]*", "error=access_denied");
		assertRefused(browser.comeBack(new Return(coming.session(), no)), 401, "not allowed");
	}

	@Test
	void aCodeThatTheProviderDoesNotKnowIsRefused() {
		Return coming = browser.leave("google");
		String wrong = coming.path().replaceAll("code=[^&]*", "code=wrong");
		assertRefused(browser.comeBack(new Return(coming.session(), wrong)), 401, "did not succeed");
	}

	@Test
	void thereAreNoOtherProvidersAndNoOtherPages() {
		assertThat(browser.client().get("/oauth2/authorization/evil").status()).isEqualTo(404);
		assertThat(browser.client().get("/login/oauth2/code/evil?code=a&state=b").status()).isEqualTo(401);
		assertThat(browser.client().get("/login").status()).isEqualTo(404);
	}

	@Test
	void thePageIsToldOfThem() {
		assertThat(browser.client().get("/api/auth/providers").body())
			.isEqualTo("[{\"id\":\"google\",\"name\":\"Google\",\"url\":\"/oauth2/authorization/google\"},"
					+ "{\"id\":\"github\",\"name\":\"GitHub\",\"url\":\"/oauth2/authorization/github\"}]");
	}

	private static void assertRefused(Answer answer, int status, String detail) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.json().get("detail").asString()).contains(detail);
		String session = answer.cookie();
		assertThat(browser.client().get("/api/me", "Cookie", session.isEmpty() ? "SESSION=none" : session).status())
			.isEqualTo(401);
	}

}
