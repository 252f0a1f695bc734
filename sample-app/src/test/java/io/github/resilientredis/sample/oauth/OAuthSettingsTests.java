/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import io.github.resilientredis.sample.ConfigurationProblem;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the variables register.
 */
@SampleTest
class OAuthSettingsTests {

	private final SampleClient client;

	OAuthSettingsTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void withoutClientIdsThereIsNothing() {
		assertThat(this.client.get("/api/auth/providers").body()).isEqualTo("[]");
		assertThat(this.client.get("/oauth2/authorization/google").status()).isEqualTo(404);
		assertThat(this.client.get("/login/oauth2/code/google?code=a&state=b").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_SECRET, GOOGLE_CLIENT_ID",
			"GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET", "GITHUB_CLIENT_SECRET, GITHUB_CLIENT_ID" })
	void oneWithoutTheOtherStopsTheStart(String present, String missing) {
		MockEnvironment environment = new MockEnvironment().withProperty(present, "a-value").withProperty(missing, " ");
		assertThatExceptionOfType(ConfigurationProblem.class)
			.isThrownBy(() -> new OAuthEnvironment().postProcessEnvironment(environment, new SpringApplication()))
			.withMessageContaining(missing)
			.withMessageNotContaining("a-value");
	}

	@Test
	void bothRegisterTheProvider() {
		MockEnvironment environment = new MockEnvironment().withProperty("GITHUB_CLIENT_ID", " id ")
			.withProperty("GITHUB_CLIENT_SECRET", "secret");
		new OAuthEnvironment().postProcessEnvironment(environment, new SpringApplication());
		String github = "spring.security.oauth2.client.registration.github.";
		assertThat(environment.getProperty(github + "client-id")).isEqualTo("id");
		assertThat(environment.getProperty(github + "scope")).isEqualTo("read:user,user:email");
		assertThat(environment.getProperty("spring.security.oauth2.client.registration.google.client-id")).isNull();
	}

}
