/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import io.github.resilientredis.sample.ConfigurationProblem;
import io.github.resilientredis.sample.Variables;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns {@code GOOGLE_CLIENT_ID}, {@code GOOGLE_CLIENT_SECRET}, {@code GITHUB_CLIENT_ID}
 * and {@code GITHUB_CLIENT_SECRET} into Spring's client registrations. What is not set is
 * not registered: then there is no such endpoint.
 */
class OAuthEnvironment implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Variables variables = new Variables(environment);
		for (Provider provider : Provider.values()) {
			String id = provider.name() + "_CLIENT_ID";
			String secret = provider.name() + "_CLIENT_SECRET";
			require(variables.text(id), secret, variables.text(secret));
			require(variables.text(secret), id, variables.text(id));
			if (variables.text(id) != null) {
				String registration = "spring.security.oauth2.client.registration." + provider.id();
				variables.copy(id, registration + ".client-id")
					.copy(secret, registration + ".client-secret")
					.set(registration + ".scope", provider.scopes());
			}
		}
		variables.addLast("oauthEnvironment");
	}

	private static void require(@Nullable String present, String name, @Nullable String value) {
		if (present != null && value == null) {
			throw new ConfigurationProblem(name + " is missing, which the login with this provider needs.",
					"Set both the client id and the client secret that the provider gave you, or neither.");
		}
	}

}
