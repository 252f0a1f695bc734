/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.io.IOException;
import java.util.Map;

import io.github.resilientredis.sample.SampleApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What scripts of other origins get from the application, as those scripts see it. Ports
 * of one host are different origins of the same site, so that its cookies, which are
 * {@code SameSite=Lax}, are sent; 127.0.0.1 is another site than localhost.
 */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsBrowserIT {

	private static final String REGISTRATION = """
			{"username": "%1$s", "email": "%1$s@example.com", "password1": "correct horse", "password2": "correct horse"}""";

	private static final String LOGIN = """
			{"email": "%s", "password": "correct horse"}""";

	/** A call as a front end makes it, and what became of it. */
	private static final String FETCH = """
			async ([url, method, body, header, credentials]) => {
				const headers = {};
				if (body) headers['Content-Type'] = 'application/json';
				if (header === 'X-XSRF-TOKEN') {
					const cookie = document.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='));
					headers[header] = cookie ? cookie.split('=')[1] : '';
				}
				else if (header) headers[header] = 'x';
				try {
					const answer = await fetch(url, { method, body: body || undefined, headers, credentials });
					return { status: answer.status, body: await answer.text(), retry: answer.headers.get('Retry-After'),
						server: answer.headers.get('X-Content-Type-Options') };
				}
				catch (error) {
					return { status: 0, body: error.name };
				}
			}
			""";

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext application;

	@SuppressWarnings("NullAway.Init")
	private OtherSite allowed;

	@SuppressWarnings("NullAway.Init")
	private OtherSite refused;

	@SuppressWarnings("NullAway.Init")
	private OtherSite allowedElsewhere;

	private String url = "";

	@BeforeAll
	void start() throws IOException {
		this.allowed = new OtherSite("localhost");
		this.refused = new OtherSite("localhost");
		this.allowedElsewhere = new OtherSite("127.0.0.1");
		this.application = SpringApplication.run(SampleApplication.class, "--server.port=0", "--sample.redis=none",
				"--CORS_ALLOWED_ORIGINS=" + this.allowed.origin() + "," + this.allowedElsewhere.origin());
		this.url = "http://localhost:" + this.application.getEnvironment().getProperty("local.server.port");
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.allowed.close();
		this.refused.close();
		this.allowedElsewhere.close();
	}

	@Test
	void whenTheOriginIsAllowedThenItsScriptSignsInAndOut(BrowserSession session) {
		session.page().navigate(this.allowed.origin());
		assertThat(call(session, "GET", "/api/cors-test/").body())
			.contains("\"origin\":\"" + this.allowed.origin() + "\"", "\"credentials\":true");
		assertThat(post(session, "/api/register/", REGISTRATION.formatted("ada"), "").status()).isEqualTo(201);
		assertThat(post(session, "/api/login", LOGIN.formatted("ada"), "").status()).isEqualTo(200);
		assertThat(call(session, "GET", "/api/me").body()).contains("\"name\":\"ada\"");
		// Not simple, so the browser asks first whether it may be sent.
		assertThat(post(session, "/api/logout", "", "X-XSRF-TOKEN").status()).isEqualTo(204);
		assertThat(call(session, "GET", "/api/me").status()).isEqualTo(401);
	}

	@Test
	void whenTheOriginIsAllowedThenItReadsErrorsAndTheirHeadersToo(BrowserSession session) {
		session.page().navigate(this.allowed.origin());
		Seen invalid = post(session, "/api/register/", "{}", "");
		assertThat(invalid.status()).isEqualTo(400);
		assertThat(invalid.body()).contains("\"errors\"");
		Seen limited = call(session, "GET", "/api/demo/limited");
		for (int i = 0; i < 20 && limited.status() == 200; i++) {
			limited = call(session, "GET", "/api/demo/limited");
		}
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.retry()).isNotEqualTo("null");
		// Of those that are not exposed, the browser shows nothing.
		assertThat(limited.server()).isEqualTo("null");
	}

	@Test
	void whenTheOriginIsRefusedThenItsScriptSeesNothingAndChangesNothing(BrowserSession session) {
		session.page().navigate(this.allowed.origin());
		post(session, "/api/register/", REGISTRATION.formatted("bob"), "");
		post(session, "/api/login", LOGIN.formatted("bob"), "");
		session.page().navigate(this.refused.origin());
		assertThat(call(session, "GET", "/api/rates").body()).isEqualTo("TypeError");
		assertThat(call(session, "GET", "/api/me").body()).isEqualTo("TypeError");
		assertThat(post(session, "/api/register/", REGISTRATION.formatted("mallory"), "").body())
			.isEqualTo("TypeError");
		// Without the header it is a simple request, sent without asking first.
		assertThat(post(session, "/api/logout", "", "").body()).isEqualTo("TypeError");
		session.page().navigate(this.allowed.origin());
		assertThat(call(session, "GET", "/api/me").body()).contains("\"name\":\"bob\"");
		assertThat(post(session, "/api/login", LOGIN.formatted("mallory"), "").status()).isEqualTo(401);
	}

	@Test
	void whenTheBrowserAsksFirstThenOnlyKnownHeadersAndMethodsAreSent(BrowserSession session) {
		session.page().navigate(this.allowed.origin());
		post(session, "/api/register/", REGISTRATION.formatted("carol"), "");
		post(session, "/api/login", LOGIN.formatted("carol"), "");
		assertThat(post(session, "/api/logout", "", "X-Unknown").body()).isEqualTo("TypeError");
		assertThat(fetch(session, "/api/logout", "PURGE", "", "", "include").body()).isEqualTo("TypeError");
		assertThat(call(session, "GET", "/api/me").body()).contains("\"name\":\"carol\"");
	}

	@Test
	void whenTheScriptSendsNoCookiesOrIsOfAnotherSiteThenNobodyIsSignedIn(BrowserSession session) {
		session.page().navigate(this.allowed.origin());
		post(session, "/api/register/", REGISTRATION.formatted("dora"), "");
		post(session, "/api/login", LOGIN.formatted("dora"), "");
		assertThat(call(session, "GET", "/api/me").status()).isEqualTo(200);
		assertThat(fetch(session, "/api/me", "GET", "", "", "omit").status()).isEqualTo(401);
		session.page().navigate(this.allowedElsewhere.origin());
		assertThat(call(session, "GET", "/api/rates").status()).isEqualTo(200);
		assertThat(call(session, "GET", "/api/me").status()).isEqualTo(401);
	}

	private Seen call(BrowserSession session, String method, String path) {
		return fetch(session, path, method, "", "", "include");
	}

	private Seen post(BrowserSession session, String path, String body, String header) {
		return fetch(session, path, "POST", body, header, "include");
	}

	private Seen fetch(BrowserSession session, String path, String method, String body, String header,
			String credentials) {
		Object[] arguments = { this.url + path, method, body, header, credentials };
		return Seen.of((Map<?, ?>) session.page().evaluate(FETCH, arguments));
	}

	/**
	 * What the script saw.
	 *
	 * @param status the status, 0 if the browser kept the answer from it
	 * @param body the body, or the name of the error
	 * @param retry a header that is exposed
	 * @param server a header that is not
	 */
	private record Seen(int status, String body, String retry, String server) {

		static Seen of(Map<?, ?> seen) {
			return new Seen(Integer.parseInt(String.valueOf(seen.get("status"))), String.valueOf(seen.get("body")),
					String.valueOf(seen.get("retry")), String.valueOf(seen.get("server")));
		}

	}

}
