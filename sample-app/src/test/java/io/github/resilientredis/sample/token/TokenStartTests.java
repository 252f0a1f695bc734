/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import io.github.resilientredis.sample.ConfigurationProblem;
import io.github.resilientredis.sample.SampleApplication;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static io.github.resilientredis.sample.TokenClient.access;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Starts with good and bad settings.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenStartTests {

	private static final String NO_KEY = "No sample.tokens.signing-key: tokens are signed with a key of this run";

	@ParameterizedTest
	@CsvSource({ "--sample.tokens.signing-key=open-sesame, has 11 bytes",
			"--sample.tokens.refresh-token-time-to-live=1m, is longer than",
			"--sample.events.max-entries=0, sample.events.max-entries" })
	void whatCannotWorkStopsTheStart(String argument, String message, CapturedOutput output) {
		assertThatThrownBy(() -> start(argument).close()).hasRootCauseInstanceOf(ConfigurationProblem.class);
		assertThat(output).contains("APPLICATION FAILED TO START", message, "Action:");
		assertThat(output).doesNotContain("open-sesame", "\tat ");
	}

	@Test
	void withoutAKeyOneLineSaysThatTokensEndWithTheRun(CapturedOutput output) {
		try (ConfigurableApplicationContext first = start(); ConfigurableApplicationContext second = start()) {
			assertThat(output.toString().lines().filter((line) -> line.contains(NO_KEY))).hasSize(2);
			TokenClient client = client(first);
			client.http().register("ada");
			String token = access(client.token("ada"));
			assertThat(client.whoami(token).status()).isEqualTo(200);
			assertThat(client(second).whoami(token).status()).isEqualTo(401);
		}
	}

	@Test
	void nodesWithTheSameKeyAcceptEachOthersTokens(CapturedOutput output) {
		String key = "--sample.tokens.signing-key=a secret that both nodes have been given";
		try (ConfigurableApplicationContext first = start(key); ConfigurableApplicationContext second = start(key)) {
			TokenClient client = client(first);
			client.http().register("ada");
			assertThat(client(second).whoami(access(client.token("ada"))).status()).isEqualTo(200);
			assertThat(output).doesNotContain(NO_KEY);
		}
	}

	private static TokenClient client(ConfigurableApplicationContext context) {
		return new TokenClient(
				new SampleClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		all[0] = "--sample.redis=none";
		all[1] = "--server.port=0";
		return SpringApplication.run(SampleApplication.class, all);
	}

}
