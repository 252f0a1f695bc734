/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.sample.SampleClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * R: the code is sent again or it is too early, and it does not matter who starts first.
 */
final class AnalyserRow implements Row {

	@Override
	public void during(Scene scene) {
		Visitor visitor = scene.visitor("analyser");
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			statuses.add(resend(visitor).status());
		}
		assertThat(statuses).containsOnly(200, 429).startsWith(200).endsWith(429);
		assertThat(resend(visitor).header("Retry-After")).matches("[1-9][0-9]*");
	}

	private static Answer resend(Visitor visitor) {
		return visitor.asStranger("POST", "/api/v1/auth/resend-verification-code",
				"{\"email\": \"analyser@example.com\"}");
	}

	@Override
	public void after(Scene scene) {
		assertThat(resend(scene.returning("analyser")).status()).isEqualTo(429);
		assertThat(scene.log()).containsAnyOf("Redis connection established (attempt 1/5)", "Redis recovered after");
	}

}
