/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SessionKeysTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "0b5a1a5e-6f1c-4d0e-9d3c-0a1b2c3d4e5f", "A_b.c~d+e/f=g@h" })
	void whatGeneratorsMakeIsAnId(String id) {
		assertThat(SessionKeys.isValid(id)).isTrue();
		assertThat(SessionKeys.id(SessionKeys.name(id))).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a:b", "expires:x", "{x}", "a{", "a\r\nb", "a\nb", "a\0", "\u00e4",
			"\ud83d\ude00", "\uff41", "a b", "a\tb", "a*", "a?", "[a]", "\"a\"", "a'b", "a;b", "a\\b" })
	void whatLeadsElsewhereIsNone(String id) {
		assertThat(SessionKeys.isValid(id)).isFalse();
	}

	@Test
	void aLongIdIsNone() {
		assertThat(SessionKeys.isValid("x".repeat(128))).isTrue();
		assertThat(SessionKeys.isValid("x".repeat(129))).isFalse();
		assertThat(SessionKeys.isValid("x".repeat(1_000_000))).isFalse();
	}

	@Test
	void keysOfOneSessionShareASlot() {
		byte[][] plain = new SessionKeys("own:", "spring:session").all("x");
		assertThat(new String(plain[0], UTF_8)).isEqualTo("spring:session:sessions:x");
		assertThat(new String(plain[1], UTF_8)).isEqualTo("own:ended:{spring:session:sessions:x}");
		assertThat(new String(plain[2], UTF_8)).isEqualTo("own:changed:{spring:session:sessions:x}");
		byte[][] tagged = new SessionKeys("own:", "{app}").all("x");
		assertThat(new String(tagged[1], UTF_8)).isEqualTo("own:ended:{app}:sessions:x");
	}

}
