/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Clock;

import io.github.resilientredis.sample.audit.AuthenticationLog;
import io.github.resilientredis.token.TokenRevocationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;

/**
 * Tokens. {@code resilient-redis.tokens.enabled} brings the store of revoked ones and the
 * rule that refuses them.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(TokenConfiguration.class);

	@Bean
	SigningKey signingKey(TokenProperties properties) {
		properties.validated();
		if (StringUtils.hasText(properties.signingKey())) {
			return SigningKey.of(properties.signingKey());
		}
		logger.info("No sample.tokens.signing-key: tokens are signed with a key of this run and end with it");
		return SigningKey.random();
	}

	@Bean
	TokenRules tokenRules(TokenProperties properties, Clock clock) {
		return new TokenRules(properties.issuer(), clock);
	}

	/** For the Bearer tokens of requests. */
	@Bean
	JwtDecoder accessTokenDecoder(SigningKey key, TokenRules rules, TokenRevocationStore store,
			ObjectProvider<OAuth2TokenValidator<Jwt>> validators) {
		NimbusJwtDecoder decoder = key.decoders().get();
		decoder.setJwtValidator(rules.access(store, validators.orderedStream()));
		return decoder;
	}

	@Bean
	Tokens tokens(SigningKey key, TokenRules rules, TokenProperties properties, TokenRevocationStore store,
			AuthenticationLog log, Clock clock) {
		NimbusJwtDecoder decoder = key.decoders().get();
		decoder.setJwtValidator(rules.ours());
		return new Tokens(new TokenIssuer(key, properties, clock), decoder, store, log);
	}

}
