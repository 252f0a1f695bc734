/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys from the configuration, and how the rest of it is checked.
 */
class SigningKeyTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@Test
	void whatASecretSignsOnlyThatSecretAccepts() {
		SigningKey key = SigningKey.of(SECRET);
		String token = sign(key);
		Jwt decoded = SigningKey.of(SECRET).decoders().get().decode(token);
		assertThat(decoded.getHeaders()).containsEntry("alg", "HS256");
		assertThat(decoded.getId()).isNotEmpty();
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> SigningKey.random().decoders().get().decode(token));
	}

	@Test
	void anRsaKeySignsAndItsPublicPartChecks() throws Exception {
		SigningKey key = SigningKey.of(rsa(2048));
		Jwt decoded = key.decoders().get().decode(sign(key));
		assertThat(decoded.getHeaders()).containsEntry("alg", "RS256");
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> key.decoders().get().decode(sign(SigningKey.of(SECRET))));
	}

	@Test
	void everyRunHasItsOwnKey() {
		String token = sign(SigningKey.random());
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> SigningKey.random().decoders().get().decode(token));
	}

	@Test
	void aSecretThatIsTooShortStopsTheStart() {
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> SigningKey.of(SECRET.substring(1)))
			.withMessage("'sample.tokens.signing-key' has 31 bytes, which is too short for a secret.");
	}

	@Test
	void anRsaKeyThatIsTooShortStopsTheStart() throws Exception {
		String pem = rsa(1024);
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> SigningKey.of(pem))
			.withMessage("'sample.tokens.signing-key' is an RSA key of 1024 bits, which is too short.");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
					"-----BEGIN PRIVATE KEY-----\n???\n-----END PRIVATE KEY-----",
					"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----" })
	void aBrokenPemFileStopsTheStart(String pem) {
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> SigningKey.of(pem))
			.withMessage(
					"'sample.tokens.signing-key' begins like a PEM file, but is not an RSA private key as PKCS#8.");
	}

	@Test
	void nothingShowsAKey() {
		assertThat(SigningKey.of(SECRET)).hasToString("SigningKey[HS256]");
		assertThat(properties().toString()).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, P14D, me, access-token-time-to-live' is 'PT0S'", "PT15M, P400D, me, refresh-token-time-to-live",
			"-PT1S, P14D, me, access-token-time-to-live", "PT2H, PT1H, me, is longer than",
			"PT15M, P14D, ' ', issuer" })
	void whatCannotWorkStopsTheStart(String access, String refresh, String issuer, String message) {
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(
				() -> new TokenProperties(null, issuer, Duration.parse(access), Duration.parse(refresh)).validated())
			.withMessageContaining(message);
	}

	private static TokenProperties properties() {
		return new TokenProperties(SECRET, "me", Duration.ofMinutes(15), Duration.ofDays(14)).validated();
	}

	private static String sign(SigningKey key) {
		TokenProperties properties = properties();
		return new TokenIssuer(key, properties, Clock.systemUTC()).issue(Family.begin("1", "ada")).accessToken();
	}

	private static String rsa(int bits) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(bits);
		byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
		return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
				+ "\n-----END PRIVATE KEY-----\n";
	}

}
