/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import io.github.resilientredis.sample.TokenClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notifications over HTTP, without Redis.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class NotificationRequestTests {

	private final SampleClient client;

	NotificationRequestTests(@LocalServerPort int port) {
		this.client = new SampleClient(port);
	}

	@Test
	void itIsDeliveredToItsUserAndNobodyElseAndItsTextIsNotLogged(CapturedOutput output) {
		String ada = tokenOf("notified");
		String bob = tokenOf("not-notified");
		Answer sent = post(ada, "{\"title\": \"A private title\", \"body\": \"A private body\"}");
		assertThat(sent.json().get("delivered").asBoolean()).isTrue();
		assertThat(sent.json().get("stored").asBoolean()).isFalse();
		assertThat(sent.json().get("storedLater").asBoolean()).isFalse();
		assertThat(get(ada).json().at("/0/body").asString()).isEqualTo("A private body");
		assertThat(get(bob).json()).isEmpty();
		assertThat(output).contains(sent.json().get("id").asString()).doesNotContain("A private");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{}; title", "{\"title\": \" \"}; title", "{\"title\": \"a\\r\\nBcc: x\"}; title",
					"{\"title\": \"a\\u2028\"}; title", "{\"title\": \"a\", \"body\": \"\\u0007\"}; body" })
	void whatIsWrongIsNamed(String body, String field) {
		Answer answer = post(tokenOf("wrong-" + Integer.toHexString(body.hashCode())), body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly(field);
	}

	@Test
	void aStrangerIsToldNothing() {
		assertThat(this.client.get("/api/notifications").status()).isEqualTo(401);
	}

	private String tokenOf(String user) {
		this.client.register(user);
		return TokenClient.access(new TokenClient(this.client).token(user));
	}

	private Answer get(String token) {
		return this.client.get("/api/notifications", "Authorization", "Bearer " + token);
	}

	private Answer post(String token, String body) {
		return this.client.post("/api/notifications", body, "Authorization", "Bearer " + token);
	}

}
