/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.shop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A limit as Bucket4j's documentation shows it: a bucket for each client, the same limit
 * as in {@code shop.yml}.
 */
class PlainLimitFilter extends OncePerRequestFilter {

	private static final BucketConfiguration CONFIGURATION = BucketConfiguration.builder()
		.addLimit((limit) -> limit.capacity(6000).refillGreedy(6000, Duration.ofMinutes(1)))
		.build();

	private final ProxyManager<String> buckets;

	PlainLimitFilter(ProxyManager<String> buckets) {
		this.buckets = buckets;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Bucket bucket = this.buckets.builder().build("quotes:" + request.getHeader("X-Client"), () -> CONFIGURATION);
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (probe.isConsumed()) {
			response.setHeader("X-Rate-Limit-Remaining", Long.toString(probe.getRemainingTokens()));
			chain.doFilter(request, response);
		}
		else {
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
			response.setHeader(HttpHeaders.RETRY_AFTER,
					Long.toString(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1));
		}
	}

}
