/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.token;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import io.github.resilientredis.token.GuardedTokenRevocationStore;
import io.github.resilientredis.token.RevokedTokenValidator;
import io.github.resilientredis.token.TokenRevocationStore;
import io.github.resilientredis.token.TokenStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * When there is a store of revoked tokens, and who asks it.
 */
class TokenAutoConfigurationTests {

	private static final String ENABLED = "resilient-redis.tokens.enabled=true";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(TokenAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
		.withPropertyValues(ENABLED);

	@Test
	void thereIsAStoreAndAValidatorThatSayWhatTheyKnowInNumbers() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(GuardedTokenRevocationStore.class)
				.hasSingleBean(RevokedTokenValidator.class);
			TokenRevocationStore store = context.getBean(TokenRevocationStore.class);
			store.revoke("some-id", Instant.now().plusSeconds(60));
			store.revokeAll("some-subject", Instant.now());
			GuardedFeature feature = context.getBean(GuardedFeature.class);
			assertThat(feature.name()).isEqualTo("tokens");
			assertThat(feature.managed()).isTrue();
			assertThat(feature.details().get()).containsEntry("replica", "complete")
				.containsEntry("revoked-tokens", "1")
				.containsEntry("revoked-subjects", "1")
				.containsKey("complete-as-of");
			assertThat(feature.details().get().toString()).doesNotContain("some-");
		});
	}

	@Test
	void unlessAskedForThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.run((context) -> assertThat(context).doesNotHaveBean(TokenRevocationStore.class)
				.doesNotHaveBean(RevokedTokenValidator.class)
				.doesNotHaveBean(GuardedFeature.class));
		this.runner.withPropertyValues("resilient-redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TokenRevocationStore.class));
	}

	@Test
	void withoutAGuardThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TokenRevocationStore.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.security.oauth2.jwt", "org.springframework.security" })
	void withoutSpringSecuritysTokensThereIsNoValidator(String missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasSingleBean(TokenRevocationStore.class)
				.doesNotHaveBean("revokedTokenValidator"));
	}

	@Test
	void reactiveApplicationsHaveItTooWithoutServlets() {
		new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasSingleBean(GuardedTokenRevocationStore.class)
				.hasSingleBean(RevokedTokenValidator.class));
	}

	@Test
	void theUsersOwnStoreWinsWithOneWarning() {
		try (CapturedLog log = new CapturedLog()) {
			this.runner.withBean(TokenRevocationStore.class, NothingRevoked::new).run((context) -> {
				assertThat(context).hasSingleBean(TokenRevocationStore.class)
					.hasSingleBean(RevokedTokenValidator.class)
					.doesNotHaveBean(GuardedTokenRevocationStore.class);
				assertThat(context.getBean(GuardedFeature.class).managed()).isFalse();
			});
			assertThat(log.lines("TokenRevocationStore of its own")).hasSize(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "max-token-life, 0s", "max-token-life, -1d", "max-token-life, 100000d", "max-local, 0" })
	void aWrongValueStopsTheStartAndIsNamed(String property, String value) {
		this.runner.withPropertyValues("resilient-redis.tokens." + property + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("resilient-redis.tokens." + property));
	}

	@Test
	void bootsDecoderRefusesWhatIsRevoked(@TempDir Path directory) throws Exception {
		RSAKey key = new RSAKeyGenerator(2048).generate();
		Path pem = directory.resolve("key.pem");
		Files.writeString(pem,
				"-----BEGIN PUBLIC KEY-----\n"
						+ Base64.getMimeEncoder().encodeToString(key.toRSAPublicKey().getEncoded())
						+ "\n-----END PUBLIC KEY-----\n");
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TokenAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class))
			.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
			.withPropertyValues(ENABLED, "spring.security.oauth2.resourceserver.jwt.public-key-location=" + pem.toUri())
			.run((context) -> {
				JwtDecoder decoder = context.getBean(JwtDecoder.class);
				TokenRevocationStore store = context.getBean(TokenRevocationStore.class);
				Instant now = Instant.now();
				String first = signed(key, Map.of("jti", "one", "sub", "user", "iat", Date.from(now)));
				String bare = signed(key, Map.of("scope", "read"));
				assertThat(decoder.decode(first).getId()).isEqualTo("one");
				store.revoke("one", now.plusSeconds(60));
				assertThatThrownBy(() -> decoder.decode(first)).isInstanceOf(JwtException.class)
					.isInstanceOf(BadJwtException.class)
					.hasMessageContaining("revoked");
				String second = signed(key, Map.of("jti", "two", "sub", "user", "iat", Date.from(now)));
				assertThat(decoder.decode(second).getId()).isEqualTo("two");
				store.revokeAll("user", now.plusSeconds(1));
				assertThatThrownBy(() -> decoder.decode(second)).hasMessageContaining("revoked");
				assertThat(decoder.decode(bare).getId()).isNull();
				String undated = signed(key, Map.of("jti", "three", "sub", "user"));
				assertThatThrownBy(() -> decoder.decode(undated)).as("issued nobody knows when")
					.hasMessageContaining("revoked");
			});
	}

	private static String signed(RSAKey key, Map<String, Object> claims) throws JOSEException {
		JWTClaimsSet.Builder set = new JWTClaimsSet.Builder().expirationTime(Date.from(Instant.now().plusSeconds(60)));
		claims.forEach(set::claim);
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
		token.sign(new RSASSASigner(key));
		return token.serialize();
	}

	private static final class NothingRevoked implements TokenRevocationStore {

		@Override
		public void revoke(String tokenId, Instant expiresAt) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void revokeAll(String subject, Instant issuedBefore) {
			throw new UnsupportedOperationException();
		}

		@Override
		public TokenStatus check(String tokenId, @Nullable String subject, @Nullable Instant issuedAt) {
			return TokenStatus.ACCEPTED;
		}

	}

}
