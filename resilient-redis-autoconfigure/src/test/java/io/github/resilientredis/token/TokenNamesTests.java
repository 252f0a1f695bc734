/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client sends as a token's id ends up as a short name of its own.
 */
class TokenNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "0b0f2d5e-6f61-4c0b-9d1c-0d8f3c1f0a77", "a", "user@example.com", "a#b" })
	void anOrdinaryIdIsItsOwnName(String id) {
		assertThat(TokenNames.of(id)).isSameAs(id);
	}

	@Test
	void whatIsLongOrOddGetsAShortPrintableName() {
		String longest = "x".repeat(TokenNames.MAX_LENGTH);
		assertThat(TokenNames.of(longest)).isSameAs(longest);
		for (String odd : List.of("", " ", "#", "#abc", "a b", "ä", "\u0000", "line\r\nbreak", longest + "x",
				"x".repeat(5_000_000), "\ud800")) {
			assertThat(TokenNames.of(odd)).hasSize(44).matches("#[A-Za-z0-9_-]+").isEqualTo(TokenNames.of(odd));
		}
	}

	@Test
	void differentIdsHaveDifferentNames() {
		Set<String> names = new HashSet<>();
		String digestOfEmpty = TokenNames.of("");
		List<String> ids = List.of("", digestOfEmpty, TokenNames.of(digestOfEmpty), "?", "\ud800", "\ud801", "\udc00",
				"e\u0301", "\u00e9", "\u0000", "a\u0000", "A", "a");
		ids.forEach((id) -> names.add(TokenNames.of(id)));
		assertThat(names).hasSameSizeAs(ids);
	}

}
