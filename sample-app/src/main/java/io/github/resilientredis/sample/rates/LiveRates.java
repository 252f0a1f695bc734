/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Rates from another service, if one is configured.
 */
@Component
class LiveRates {

	private static final Logger logger = LoggerFactory.getLogger(LiveRates.class);

	private final @Nullable String url;

	private final RestClient client;

	LiveRates(RatesProperties properties) {
		this.url = StringUtils.hasText(properties.url()) ? properties.url() : null;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(properties.timeout()).build());
		requests.setReadTimeout(properties.timeout());
		this.client = RestClient.builder().requestFactory(requests).build();
	}

	/**
	 * Ask the service.
	 * @param base the currency
	 * @return its rates; empty if there is no service or it does not answer
	 */
	Optional<Rates> rates(String base) {
		if (this.url == null) {
			return Optional.empty();
		}
		try {
			LiveAnswer answer = this.client.get().uri(this.url, Map.of("base", base)).retrieve().body(LiveAnswer.class);
			if (answer == null || answer.date() == null || answer.rates() == null) {
				logger.warn("The live source of rates answers without date or rates, using the bundled table");
				return Optional.empty();
			}
			return Optional.of(new Rates(base, answer.date(), "live", new TreeMap<>(answer.rates())));
		}
		catch (RestClientException ex) {
			logger.warn("The live source of rates fails, using the bundled table: {}", ex.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * The part of the answer that is used.
	 */
	record LiveAnswer(@Nullable LocalDate date, @Nullable Map<String, BigDecimal> rates) {

	}

}
