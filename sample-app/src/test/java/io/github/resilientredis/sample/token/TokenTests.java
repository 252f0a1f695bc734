/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.github.resilientredis.sample.TokenClient.access;
import static io.github.resilientredis.sample.TokenClient.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tokens over HTTP.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class TokenTests {

	private final SampleClient http;

	private final TokenClient client;

	TokenTests(@LocalServerPort int port) {
		this.http = new SampleClient(port);
		this.client = new TokenClient(this.http);
	}

	private Answer begin(String name) {
		this.http.register(name);
		Answer pair = this.client.token(name);
		assertThat(pair.status()).isEqualTo(200);
		return pair;
	}

	@Test
	void aPasswordGetsAPairAndTheAccessTokenSaysWhoOneIs() {
		JsonNode user = this.http.register("ida").json();
		Answer pair = this.client.token("ida");
		assertThat(pair.status()).isEqualTo(200);
		assertThat(pair.json().get("token_type").asString()).isEqualTo("Bearer");
		assertThat(pair.json().get("expires_in").asInt()).isEqualTo(900);
		assertThat(pair.header("Cache-Control")).contains("no-store");
		assertThat(pair.header("Set-Cookie")).isEmpty();
		Answer whoami = this.client.whoami(access(pair));
		assertThat(whoami.status()).isEqualTo(200);
		assertThat(whoami.json().get("id")).isEqualTo(user.get("id"));
		assertThat(whoami.json().get("username").asString()).isEqualTo("ida");
		assertThat(Instant.parse(whoami.json().get("expires_at").asString())).isCloseTo(Instant.now().plusSeconds(900),
				within(1, ChronoUnit.MINUTES));
		assertThat(whoami.header("Set-Cookie")).isEmpty();
	}

	@Test
	void aWrongPasswordIsAnsweredAsAtLogin() {
		this.http.register("ian");
		Answer answer = this.client.token("ian", "wrong");
		assertRefused(answer);
		assertThat(answer.json().get("detail").asString()).isEqualTo("Wrong user or password.");
		assertThat(this.client.token("nobody").json().get("detail")).isEqualTo(answer.json().get("detail"));
		assertThat(this.http.post("/api/auth/token", "{}").status()).isEqualTo(400);
	}

	@Test
	void aRefreshTokenIsGoodForOneNewPair() {
		Answer first = begin("ike");
		Answer second = this.client.refresh(refresh(first));
		assertThat(second.status()).isEqualTo(200);
		assertThat(refresh(second)).isNotEqualTo(refresh(first));
		assertThat(this.client.whoami(access(second)).status()).isEqualTo(200);
		assertThat(this.client.refresh(refresh(second)).status()).isEqualTo(200);
	}

	@Test
	void aUsedRefreshTokenIsRefused() {
		Answer first = begin("ilse");
		assertThat(this.client.refresh(refresh(first)).status()).isEqualTo(200);
		assertRefused(this.client.refresh(refresh(first)));
	}

	@Test
	void whoUsesARefreshTokenAgainEndsAllOfItsFamily() {
		Answer first = begin("ines");
		Answer second = this.client.refresh(refresh(first));
		Answer other = this.client.token("ines");
		assertThat(this.client.refresh(refresh(first)).status()).isEqualTo(401);
		assertThat(this.client.whoami(access(first)).status()).isEqualTo(401);
		assertThat(this.client.whoami(access(second)).status()).isEqualTo(401);
		assertThat(this.client.refresh(refresh(second)).status()).isEqualTo(401);
		assertThat(this.client.whoami(access(other)).status()).isEqualTo(200);
		assertThat(this.client.refresh(refresh(other)).status()).isEqualTo(200);
	}

	@Test
	void ofManyUsesAtOnceExactlyOneSucceeds() throws Exception {
		String token = refresh(begin("ingo"));
		int clients = 8;
		CyclicBarrier together = new CyclicBarrier(clients);
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			List<Future<Integer>> answers = IntStream.range(0, clients).mapToObj((i) -> threads.submit(() -> {
				together.await();
				return this.client.refresh(token).status();
			})).toList();
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> answer : answers) {
				statuses.add(answer.get());
			}
			assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aRevokedAccessTokenIsRefusedAndItsRefreshTokenIsNot() {
		Answer pair = begin("iris");
		assertThat(this.client.revoke(access(pair)).status()).isEqualTo(200);
		assertThat(this.client.revoke(access(pair)).status()).isEqualTo(200);
		Answer whoami = this.client.whoami(access(pair));
		assertRefused(whoami);
		assertThat(whoami.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
		assertThat(this.client.refresh(refresh(pair)).status()).isEqualTo(200);
	}

	@Test
	void aRevokedRefreshTokenTakesItsFamilyWithIt() {
		Answer first = begin("ivan");
		Answer second = this.client.refresh(refresh(first));
		assertThat(this.client.revoke(refresh(second)).status()).isEqualTo(200);
		assertRefused(this.client.refresh(refresh(second)));
		assertRefused(this.client.whoami(access(first)));
		assertRefused(this.client.whoami(access(second)));
	}

	@Test
	void revokingWhatIsNoTokenSucceeds() {
		assertThat(this.client.revoke("unknown").status()).isEqualTo(200);
		assertThat(this.client.revoke("a.b.c").status()).isEqualTo(200);
	}

	@Test
	void missingFieldsAreNamed() {
		for (String path : List.of("/api/auth/revoke", "/api/auth/refresh")) {
			Answer answer = this.http.post(path, "{}");
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.contentType()).isEqualTo("application/problem+json");
			assertThat(answer.json().get("errors").findValuesAsString("message")).containsExactly("is required");
			assertThat(this.http.post(path, "").status()).isEqualTo(400);
			assertThat(this.http.post(path, "{\"token\": 1, \"refresh_token\": {}}").status()).isIn(200, 400);
		}
	}

	@Test
	void withoutATokenOneIsAskedForIt() {
		Answer answer = this.http.get("/api/auth/whoami");
		assertRefused(answer);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
		assertRefused(this.http.get("/api/auth/whoami", "Authorization", "Bearer"));
		assertRefused(this.http.get("/api/auth/whoami", "Authorization", "Bearer  "));
		assertRefused(this.http.get("/api/auth/whoami", "Authorization", "Basic aTpp"));
	}

	@Test
	void aSessionIsNoToken() {
		begin("ivo");
		String session = this.http.login("ivo").cookie();
		assertRefused(this.http.get("/api/auth/whoami", "Cookie", session));
	}

	@Test
	void aTokenShowsItsUserAndBeginsNoSession() {
		JsonNode user = this.http.register("ivy").json();
		Answer me = this.http.get("/api/me", "Authorization", "Bearer " + access(this.client.token("ivy")));
		assertThat(me.status()).isEqualTo(200);
		assertThat(me.json()).isEqualTo(user);
		assertThat(me.header("Set-Cookie")).isEmpty();
		assertRefused(this.http.get("/api/me", "Authorization", "Bearer x"));
	}

	@Test
	void noTokenOrPasswordIsLogged(CapturedOutput output) {
		Answer first = begin("jana");
		Answer second = this.client.refresh(refresh(first));
		this.client.refresh(refresh(first));
		this.client.revoke(access(second));
		this.client.whoami(access(second));
		assertThat(output).contains("Tokens issued: jana", "Tokens refreshed: jana",
				"Refresh token used again, its family is revoked: jana");
		for (Answer pair : List.of(first, second)) {
			assertThat(output).doesNotContain(access(pair), refresh(pair), signature(access(pair)));
		}
		assertThat(output).doesNotContain("secret-jana");
	}

	private static String signature(String token) {
		return token.substring(token.lastIndexOf('.') + 1);
	}

	private static void assertRefused(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
	}

}
