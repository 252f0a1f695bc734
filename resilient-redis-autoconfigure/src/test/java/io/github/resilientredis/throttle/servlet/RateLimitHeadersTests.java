/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.time.Duration;
import java.util.List;

import io.github.resilientredis.throttle.ThrottleDecision;
import io.github.resilientredis.throttle.ThrottleFallback;
import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottleOutcome;
import io.github.resilientredis.throttle.ThrottlePrecision;
import io.github.resilientredis.throttle.ThrottleRate;
import io.github.resilientredis.throttle.ThrottleSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitHeadersTests {

	private static final ThrottleRate SHORT = ThrottleRate.of(10, Duration.ofMillis(1500));

	private static final ThrottleRate LONG = ThrottleRate.of(20, Duration.ofHours(1));

	private static final ThrottleLimit LIMIT = new ThrottleLimit("two", List.of(SHORT, LONG), 1, ThrottleFallback.LOCAL,
			ThrottlePrecision.EXACT, false);

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@CsvSource({ "PT0S, 0", "PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT59.9S, 60" })
	void secondsAreNeverTooFew(Duration duration, long seconds) {
		assertThat(RateLimitHeaders.seconds(duration)).isEqualTo(seconds);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 1", "PT0.001S, 1", "PT1.001S, 2" })
	void retryAfterIsAtLeastASecond(Duration wait, String seconds) throws Exception {
		Rejection.send(decision(ThrottleOutcome.REJECTED, ThrottleSource.REDIS, LONG, wait), this.request,
				this.response);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo(seconds);
	}

	@Test
	void theRateThatAllowsTheLeastIsNamed() throws Exception {
		ThrottleDecision decision = decision(ThrottleOutcome.REJECTED, ThrottleSource.MEMORY, LONG,
				Duration.ofMillis(2500));
		RateLimitHeaders.add(decision, this.request, this.response);
		Rejection.send(decision, this.request, this.response);
		assertThat(this.response.getHeader("RateLimit-Policy")).isEqualTo("\"two\";q=10;w=2, \"two-2\";q=20;w=3600");
		assertThat(this.response.getHeader("RateLimit")).isEqualTo("\"two-2\";r=0;t=3");
		assertThat(this.response.getContentAsString()).contains("\"violated-policies\":[\"two-2\"]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "text/html                        | true ", "text/html,*/*;q=0.8              | true",
					"text/*                           | true ", "*/*                              | false",
					"text/html,application/json       | false", "application/*,text/html;q=0.9    | false",
					"text/html;q=0.5,*/*;q=0.4        | true ", "text/html;q=0                    | false",
					"*/*;q=0.9,application/*;q=0.1    | true ", "text/html;q=2                    | false",
					"nonsense                         | false", "''                               | false",
					"application/xhtml+xml            | false" })
	void htmlIsForThoseWhoWouldRatherHaveIt(String accept, boolean html) throws Exception {
		this.request.addHeader("Accept", accept);
		assertThat(sentAsHtml()).isEqualTo(html);
	}

	@Test
	void anAcceptHeaderThatIsTooLongIsNotRead() throws Exception {
		this.request.addHeader("Accept", "text/html" + ", text/html".repeat(100));
		assertThat(sentAsHtml()).isFalse();
	}

	private boolean sentAsHtml() throws Exception {
		Rejection.send(decision(ThrottleOutcome.REJECTED, ThrottleSource.REDIS, LONG, Duration.ZERO), this.request,
				this.response);
		assertThat(this.response.getStatus()).isEqualTo(429);
		boolean json = "application/problem+json".equals(this.response.getContentType());
		assertThat(json).isNotEqualTo(this.response.getContentLength() == 0);
		return !json;
	}

	@Test
	void aLimitThatWasAskedTwiceIsNamedOnce() {
		RateLimitHeaders.add(decision(ThrottleOutcome.ADMITTED, ThrottleSource.REDIS, LONG, Duration.ZERO),
				this.request, this.response);
		RateLimitHeaders.add(decision(ThrottleOutcome.ADMITTED, ThrottleSource.REDIS, SHORT, Duration.ZERO),
				this.request, this.response);
		assertThat(this.response.getHeaders("RateLimit")).containsExactly("\"two\";r=0;t=7");
	}

	@Test
	void whereNothingWasCountedNothingIsSaidToBeLeft() {
		RateLimitHeaders.add(decision(ThrottleOutcome.ADMITTED, ThrottleSource.NONE, LONG, Duration.ZERO), this.request,
				this.response);
		assertThat(this.response.getHeader("RateLimit")).isNull();
		assertThat(this.response.getHeader("RateLimit-Policy")).isNotNull();
	}

	private static ThrottleDecision decision(ThrottleOutcome outcome, ThrottleSource source, ThrottleRate rate,
			Duration retryAfter) {
		return new ThrottleDecision(LIMIT, outcome, source, rate, 0, retryAfter, Duration.ofSeconds(7));
	}

}
