/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import io.github.resilientredis.sample.ConfigurationProblem;
import io.github.resilientredis.sample.SampleApplication;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * CORS settings that the start says something about.
 */
@ExtendWith(OutputCaptureExtension.class)
class CorsAllowAllTests {

	@Test
	void allowAllWarnsAtStartAndInHealth(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--CORS_ALLOW_ALL=true",
				"--CORS_ALLOWED_ORIGINS=https://app.example.com")) {
			assertThat(output).contains("WARN").contains("CORS_ALLOW_ALL is on");
			SampleClient client = new SampleClient(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			Answer stranger = client.get("/api/cors-test/", "Origin", "https://anywhere.org");
			assertThat(stranger.status()).isEqualTo(200);
			assertThat(stranger.header("Access-Control-Allow-Origin")).isEqualTo("*");
			assertThat(stranger.header("Access-Control-Allow-Credentials")).isEmpty();
			Answer preflight = client.send("OPTIONS", "/api/register/", "", "Origin", "https://anywhere.org",
					"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type");
			assertThat(preflight.status()).isEqualTo(200);
			assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
			assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
			Answer known = client.get("/api/cors-test/", "Origin", "https://app.example.com");
			assertThat(known.header("Access-Control-Allow-Credentials")).isEqualTo("true");
			Answer health = client.get("/actuator/health");
			assertThat(health.status()).isEqualTo(200);
			assertThat(health.json().at("/components/cors/status").asString()).isEqualTo("UP");
			assertThat(health.json().at("/components/cors/details/warning").asString()).contains("every origin");
			assertThat(client.get("/api/health/").json().at("/services/cors_headers").asString())
				.contains("every origin");
		}
	}

	@Test
	void aWrongExpressionStopsTheStart(CapturedOutput output) {
		assertThatThrownBy(() -> start("--CORS_ALLOWED_ORIGIN_REGEXES=https://(").close())
			.hasRootCauseInstanceOf(ConfigurationProblem.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "CORS_ALLOWED_ORIGIN_REGEXES",
				"'https://('", "Action:", "Correct the expression");
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void anUnknownModeOfRedisStopsTheStart(CapturedOutput output) {
		assertThatThrownBy(() -> SpringApplication.run(SampleApplication.class, "--sample.redis=maybe").close())
			.isInstanceOf(ConfigurationProblem.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "'sample.redis' is 'maybe'",
				"auto, embedded, external or none");
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		all[0] = "--sample.redis=none";
		all[1] = "--server.port=0";
		return application.run(all);
	}

}
