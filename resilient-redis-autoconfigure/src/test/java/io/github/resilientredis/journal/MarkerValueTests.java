/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkerValueTests {

	private static final String A = "aaaaaaaaaaaaaaaa";

	private static final String B = "bbbbbbbbbbbbbbbb";

	private static final String C = "cccccccccccccccc";

	@Test
	void whatIsFormattedIsParsedAgain() {
		for (MarkerValue value : List.of(value(at(A, 0)), value(at(A, 999999999999999L), at(B, 3), at(C, 0)))) {
			assertThat(MarkerValue.parse(value.format())).isEqualTo(value);
		}
		assertThat(new String(value(at(A, 7), at(B, 3), at(C, 0)).format(), StandardCharsets.US_ASCII))
			.isEqualTo("rr1 " + A + " 7 run " + B + ":3," + C + ":0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rr1", "rr2 aaaaaaaaaaaaaaaa 1 run ", "rr1 aaaaaaaaaaaaaaaa 1 run",
			"rr1 aaaaaaaaaaaaaaaa -1 run ", "rr1 aaaaaaaaaaaaaaa 1 run ", "rr1 aaaaaaaaaaaaaaag 1 run ",
			"rr1 aaaaaaaaaaaaaaaa 1234567890123456 run ", "rr1 aaaaaaaaaaaaaaaa 1 run ,",
			"rr1 aaaaaaaaaaaaaaaa 1 run bbbbbbbbbbbbbbbb", "rr1 aaaaaaaaaaaaaaaa 1 run bbbbbbbbbbbbbbbb:1,",
			"rr1 aaaaaaaaaaaaaaaa 1 r n ", "rr1 aaaaaaaaaaaaaaaa 1 run \n" })
	void whatIsNoMarkerIsForeign(String text) {
		assertThat(MarkerValue.parse(text.getBytes(StandardCharsets.US_ASCII))).isNull();
	}

	@Test
	void nothingAndTooMuchAreForeign() {
		assertThat(MarkerValue.parse(null)).isNull();
		assertThat(MarkerValue.parse(new byte[10_000_000])).isNull();
	}

	@Test
	void theLongestValueFits() {
		MarkerPosition longest = at(A, 999999999999999L);
		MarkerValue value = new MarkerValue(longest, "r".repeat(128),
				java.util.Collections.nCopies(Marker.MAX_ANCESTORS, longest));
		assertThat(value.format()).hasSizeLessThanOrEqualTo(MarkerValue.MAX_LENGTH);
		assertThat(MarkerValue.parse(value.format())).isEqualTo(value);
	}

	@Test
	void dataHoldWhatIsNotBehindTheirLine() {
		MarkerValue value = value(at(A, 7), at(B, 3));
		assertThat(value.contains(at(A, 7))).isTrue();
		assertThat(value.contains(at(A, 8))).isFalse();
		assertThat(value.contains(at(B, 3))).isTrue();
		assertThat(value.contains(at(B, 4))).isFalse();
		assertThat(value.contains(at(C, 0))).isFalse();
	}

	@Test
	void theLastCommonPointIsFoundInTheYoungestSharedEpoch() {
		assertCommon(at(B, 3), value(at(A, 7), at(B, 3)), value(at(B, 9)));
		assertCommon(at(B, 3), value(at(A, 7), at(B, 9)), value(at(B, 3)));
		assertCommon(at(B, 3), value(at(A, 7), at(B, 3), at("dddddddddddddddd", 1)),
				value(at(C, 7), at(B, 5), at("dddddddddddddddd", 1)));
		assertCommon(null, value(at(A, 7)), value(at(C, 7), at(B, 5)));
	}

	private static void assertCommon(@Nullable MarkerPosition expected, MarkerValue one, MarkerValue other) {
		assertThat(one.commonWith(other)).isEqualTo(expected);
		assertThat(other.commonWith(one)).isEqualTo(expected);
	}

	private static MarkerPosition at(String epoch, long beat) {
		return new MarkerPosition(epoch, beat);
	}

	private static MarkerValue value(MarkerPosition position, MarkerPosition... ancestors) {
		return new MarkerValue(position, "run", List.of(ancestors));
	}

}
