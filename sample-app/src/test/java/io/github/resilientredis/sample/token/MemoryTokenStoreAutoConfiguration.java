/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import io.github.resilientredis.token.TokenRevocationStore;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Stands in where the library brings no store.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(TokenRevocationStore.class)
class MemoryTokenStoreAutoConfiguration {

	@Bean
	MemoryTokenStore tokenRevocationStore() {
		return new MemoryTokenStore();
	}

	@Bean
	OAuth2TokenValidator<Jwt> revocationValidator(MemoryTokenStore store) {
		return (token) -> store.isRevoked(Family.id(token), token.getSubject(), token.getIssuedAt())
				? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "The token was revoked", null))
				: OAuth2TokenValidatorResult.success();
	}

}
