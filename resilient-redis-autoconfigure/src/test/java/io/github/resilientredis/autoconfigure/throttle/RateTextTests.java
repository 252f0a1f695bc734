/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.time.Duration;

import io.github.resilientredis.throttle.ThrottleRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateTextTests {

	@ParameterizedTest
	@CsvSource({ "5/1m, 5, PT1M", "5/PT1M, 5, PT1M", "5/90s, 5, PT1M30S", "7/500ms, 7, PT0.5S", "3/2d, 3, PT48H",
			"100/hour, 100, PT1H", "100/h, 100, PT1H", "100/HOURS, 100, PT1H", "10/s, 10, PT1S", "10/sec, 10, PT1S",
			"10/second, 10, PT1S", "10/m, 10, PT1M", "10/min, 10, PT1M", "10/minute, 10, PT1M", "1/d, 1, PT24H",
			"1/day, 1, PT24H", "' 5 / 1m ', 5, PT1M", "1000000000/1s, 1000000000, PT1S", "1/366d, 1, PT8784H" })
	void ratesAreRead(String text, long permits, Duration period) {
		assertThat(RateText.parse(text, null)).isEqualTo(ThrottleRate.of(permits, period));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "5", "5/", "/1m", "1m", "-5/1m", "0/1m", "5/0s", "5/-1m", "5/60", "5/1y", "5/1w",
			"5.5/1m", "5/1m/1h", "5/m 1", "1000000001/1h", "1/367d", "5/1us", "2000001/1ms", "5/PT", "5/week",
			"9999999999999999999999/1m", "5/99999999999999999d", "5/0.5s" })
	void whatIsNoRateIsRefusedWithAFix(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RateText.parse(text, null))
			.withMessageEndingWith("Use a rate such as 5/1m or 100/hour.");
	}

	@Test
	void theBurstIsThatOfTheRateUnlessGiven() {
		assertThat(RateText.parse("5/1m", null).burst()).isEqualTo(5);
		assertThat(RateText.parse("5/1m", 20L).burst()).isEqualTo(20);
	}

}
