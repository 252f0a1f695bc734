/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.time.Clock;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.DurableWrites;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Verification codes.
 */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {

	private static final int MAX_CODES = 50_000;

	@Bean
	VerificationCodes verificationCodes(RedisGuard guard, DurableWrites writes, PasswordEncoder encoder, Clock clock,
			VerificationProperties properties) {
		properties.validated();
		LocalCodes local = new LocalCodes(MAX_CODES, properties.codeTimeToLive(), properties.maxAttempts());
		return new VerificationCodes(guard, writes, local, encoder, clock, properties.codeTimeToLive());
	}

}
