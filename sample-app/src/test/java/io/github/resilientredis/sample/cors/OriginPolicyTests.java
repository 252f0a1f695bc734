/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import java.util.List;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which origins are let in.
 */
class OriginPolicyTests {

	@Test
	void aListedOriginIsKnown() {
		OriginPolicy policy = policy("", false, "https://app.example.com", " http://localhost:3000/ ");
		assertThat(policy.isKnown("https://app.example.com")).isTrue();
		assertThat(policy.isKnown("http://localhost:3000")).isTrue();
		assertThat(policy.isKnown("http://app.example.com")).isFalse();
		assertThat(policy.isKnown("https://app.example.com.evil.org")).isFalse();
		assertThat(policy.isKnown(null)).isFalse();
	}

	@Test
	void anExpressionMustMatchTheWholeOrigin() {
		OriginPolicy policy = policy("https://.*\\.example\\.com, ^http://pr-\\d{1,3}[a-z,]?\\.preview\\.org$", false);
		assertThat(policy.isKnown("https://a.example.com")).isTrue();
		assertThat(policy.isKnown("http://pr-17.preview.org")).isTrue();
		assertThat(policy.isKnown("http://pr-1234.preview.org")).isFalse();
		assertThat(policy.isKnown("https://a.example.com.evil.org")).isFalse();
		assertThat(policy.isKnown("xhttps://a.example.com")).isFalse();
	}

	@Test
	void allowAllLetsEverybodyInButKnowsNobody() {
		OriginPolicy policy = policy("", true);
		assertThat(policy.isAllowed("https://evil.org")).isTrue();
		assertThat(policy.isKnown("https://evil.org")).isFalse();
	}

	@Test
	void aWrongExpressionIsNamed() {
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> policy("https://(", false))
			.withMessageContaining("CORS_ALLOWED_ORIGIN_REGEXES")
			.withMessageContaining("'https://('");
	}

	@Test
	void aStarIsNoOrigin() {
		assertThatExceptionOfType(ConfigurationProblem.class).isThrownBy(() -> policy("", false, "*"))
			.withMessageContaining("CORS_ALLOWED_ORIGINS");
	}

	private static OriginPolicy policy(String regexes, boolean allowAll, String... origins) {
		return new OriginPolicy(new CorsProperties(List.of(origins), regexes, allowAll));
	}

}
