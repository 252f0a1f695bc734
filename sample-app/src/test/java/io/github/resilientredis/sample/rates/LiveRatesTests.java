/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live source, good and bad.
 */
class LiveRatesTests {

	private final HttpServer server;

	LiveRatesTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	@BeforeEach
	void start() {
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void aLiveAnswerIsUsed() {
		answer(200, """
				{"base": "GBP", "date": "2026-11-20", "rates": {"EUR": 1.2, "USD": 1.3}, "more": 1}""");
		assertThat(rates("GBP")).hasValueSatisfying((rates) -> {
			assertThat(rates.base()).isEqualTo("GBP");
			assertThat(rates.source()).isEqualTo("live");
			assertThat(rates.date()).isEqualTo(LocalDate.of(2026, 11, 20));
			assertThat(rates.rates().get("USD")).isEqualByComparingTo("1.3");
		});
	}

	@Test
	void aFailingSourceGivesNothing() {
		answer(500, "");
		assertThat(rates("EUR")).isEmpty();
	}

	@Test
	void anAnswerThatIsNoneGivesNothing() {
		answer(200, "{}");
		assertThat(rates("EUR")).isEmpty();
	}

	@Test
	void aPageInsteadOfJsonGivesNothing() {
		answer(200, "<html></html>");
		assertThat(rates("EUR")).isEmpty();
	}

	@Test
	void aSourceThatDoesNotAnswerIsGivenUp() {
		this.server.createContext("/latest", (exchange) -> {
			// Never answered: the server is stopped after the test.
		});
		long start = System.nanoTime();
		assertThat(rates("EUR")).isEmpty();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	private void answer(int status, String body) {
		this.server.createContext("/latest", (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			boolean known = "base=GBP".equals(exchange.getRequestURI().getQuery()) || status != 200
					|| !body.contains("GBP");
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(known ? status : 404, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

	private Optional<Rates> rates(String base) {
		String url = "http://localhost:" + this.server.getAddress().getPort() + "/latest?base={base}";
		return new LiveRates(new RatesProperties(url, Duration.ofMillis(500))).rates(base);
	}

}
