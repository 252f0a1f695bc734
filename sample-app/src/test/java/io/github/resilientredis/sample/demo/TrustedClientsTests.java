/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may break Redis.
 */
class TrustedClientsTests {

	private final ServerProperties server = new ServerProperties();

	private final MockEnvironment environment = new MockEnvironment();

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/demo/redis/kill");

	TrustedClientsTests() {
		this.request.setRemoteAddr("127.0.0.1");
		this.request.addHeader("Host", "localhost:8080");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]" })
	void whenAClientOfThisMachineSpeaksToItByItsNameThenItIsTrusted(String host) {
		host(host);
		assertThat(isTrusted()).isTrue();
		this.request.setRemoteAddr("0:0:0:0:0:0:0:1");
		assertThat(isTrusted()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.evil.example:8080", "evil.example:localhost",
			"localhost:8080:1", "127.0.0.1.nip.io", "", "localhost:", "::1" })
	void whenTheHostIsAnotherNameThenNobodyIsTrusted(String host) {
		host(host);
		assertThat(isTrusted()).isFalse();
	}

	@Test
	void whenThereIsNoHostThenNobodyIsTrusted() {
		this.request.removeHeader("Host");
		assertThat(isTrusted()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.7", "192.168.1.20", "203.0.113.9", "0:0:0:0:0:ffff:a00:7" })
	void whenTheClientIsOnAnotherMachineThenItIsNotTrusted(String address) {
		this.request.setRemoteAddr(address);
		assertThat(isTrusted()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP" })
	void whenAProxyIsInBetweenThenNobodyIsTrusted(String header) {
		this.request.addHeader(header, "127.0.0.1");
		assertThat(isTrusted()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NATIVE", "FRAMEWORK" })
	void whenForwardedHeadersAreObeyedThenNobodyIsTrusted(ForwardHeadersStrategy strategy) {
		this.server.setForwardHeadersStrategy(strategy);
		assertThat(isTrusted()).isFalse();
	}

	@Test
	void whenAPlatformObeysForwardedHeadersByItselfThenNobodyIsTrusted() {
		this.environment.setProperty("spring.main.cloud-platform", "kubernetes");
		assertThat(isTrusted()).isFalse();
	}

	@Test
	void whenAFilterHidesAProxyThenItIsSeenAllTheSame() {
		this.request.addHeader("X-Forwarded-For", "127.0.0.1");
		this.request.setRemoteAddr("203.0.113.9");
		HttpServletRequest wrapped = new HttpServletRequestWrapper(this.request) {
			@Override
			public String getRemoteAddr() {
				return "127.0.0.1";
			}

			@Override
			public @Nullable String getHeader(String name) {
				return "Host".equals(name) ? "localhost" : null;
			}
		};
		assertThat(new TrustedClients(this.server, this.environment).isTrusted(wrapped)).isFalse();
	}

	private boolean isTrusted() {
		return new TrustedClients(this.server, this.environment).isTrusted(this.request);
	}

	private void host(String host) {
		this.request.removeHeader("Host");
		this.request.addHeader("Host", host);
	}

}
