/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens that somebody made to get in.
 */
@SampleTest
@TestPropertySource(properties = "sample.tokens.signing-key=" + HostileTokenTests.KEY)
@ExtendWith(OutputCaptureExtension.class)
class HostileTokenTests {

	static final String KEY = "a secret that is known to this test only";

	private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

	private final SampleClient http;

	private final TokenClient client;

	HostileTokenTests(@LocalServerPort int port) {
		this.http = new SampleClient(port);
		this.client = new TokenClient(this.http);
	}

	private static TokenPair issue(String key, String issuer, Instant now) {
		TokenProperties properties = new TokenProperties(key, issuer, Duration.ofMinutes(15), Duration.ofDays(14));
		return new TokenIssuer(SigningKey.of(key), properties, Clock.fixed(now, ZoneOffset.UTC))
			.issue(Family.begin("1", "mallory"));
	}

	private static TokenPair good() {
		return issue(KEY, "resilient-redis-sample", Instant.now());
	}

	@Test
	void theTestCanMakeTokensThatAreAccepted() {
		assertThat(this.client.whoami(good().accessToken()).status()).isEqualTo(200);
		assertThat(this.client.refresh(good().refreshToken()).status()).isEqualTo(200);
	}

	@Test
	void aRefreshTokenIsNoAccessToken() {
		assertRefused(this.client.whoami(good().refreshToken()));
	}

	@Test
	void anAccessTokenIsNoRefreshToken() {
		assertRefused(this.client.refresh(good().accessToken()));
	}

	static Stream<TokenPair> forged() {
		TokenPair good = good();
		String[] parts = good.accessToken().split("\\.");
		String none = base64("{\"alg\":\"none\"}") + "." + parts[1] + ".";
		String[] refresh = good.refreshToken().split("\\.");
		String noneRefresh = base64("{\"alg\":\"none\"}") + "." + refresh[1] + ".";
		String otherAlgorithm = base64("{\"alg\":\"HS512\"}") + "." + parts[1] + "." + parts[2];
		String embedded = base64("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}") + "." + parts[1] + "."
				+ parts[2];
		String changed = parts[0] + "." + base64(decode(parts[1]).replace("mallory", "admin")) + "." + parts[2];
		return Stream.of(issue("another secret, of forty bytes or so ...", "resilient-redis-sample", Instant.now()),
				issue(KEY, "somebody-else", Instant.now()), issue(KEY, "resilient-redis-sample", LONG_AGO),
				pair(none, noneRefresh), pair(otherAlgorithm, otherAlgorithm), pair(embedded, embedded),
				pair(changed, changed), pair("x", "x"), pair("..", ".."), pair("a.b.c.d.e", "a.b.c.d.e"),
				pair("e30.e30.e30", "e30.e30.e30"), pair(base64("[[[[") + ".e30.", "\\u0000\\r\\n"));
	}

	@ParameterizedTest
	@MethodSource
	void forged(TokenPair pair) {
		Answer whoami = this.client.whoami(pair.accessToken());
		assertRefused(whoami);
		assertThat(whoami.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain(pair.accessToken());
		assertThat(this.client.refresh(pair.refreshToken()).status()).isIn(400, 401);
		assertThat(this.client.revoke(pair.refreshToken()).status()).isIn(200, 400);
	}

	@Test
	void anExpiredTokenNeedsNoRevocation() {
		TokenPair old = issue(KEY, "resilient-redis-sample", LONG_AGO);
		assertThat(this.client.revoke(old.accessToken()).status()).isEqualTo(200);
		assertThat(this.client.revoke(old.refreshToken()).status()).isEqualTo(200);
	}

	@Test
	void hugeTokensAreTurnedAway(CapturedOutput output) {
		for (int size : new int[] { 8_000, 10_000, 70_000, 3_000_000 }) {
			String huge = "e30." + "A".repeat(size) + ".e30";
			boolean tooLarge = size > 65_536;
			assertThat(this.client.refresh(huge).status()).isIn(tooLarge ? List.of(413) : List.of(400, 401));
			Answer revoked = this.client.revoke(huge);
			assertThat(revoked.status()).isEqualTo((size < 8_192) ? 200 : tooLarge ? 413 : 400);
			assertThat(revoked.body()).doesNotContain("AAAA");
		}
		assertThat(this.client.whoami("e30." + "A".repeat(10_000) + ".e30").status()).isEqualTo(401);
		assertThat(this.client.whoami("A".repeat(40_000)).status()).isIn(400, 431);
		assertThat(output).doesNotContain("AAAA", "Unexpected failure");
	}

	private static TokenPair pair(String access, String refresh) {
		return new TokenPair(access, refresh, "Bearer", 0);
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String decode(String text) {
		return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
	}

	private static void assertRefused(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
	}

}
