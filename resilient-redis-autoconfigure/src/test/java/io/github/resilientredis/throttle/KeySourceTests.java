/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;

import io.github.resilientredis.throttle.KeySource.Kind;
import io.github.resilientredis.throttle.KeySource.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeySourceTests {

	@ParameterizedTest
	@CsvSource({ "ip, IP, ''", "IP, IP, ''", "' user ', USER, ''", "session, SESSION, ''", "global, GLOBAL, ''",
			"header:X-Tenant, HEADER, X-Tenant", "@tenant, BEAN, tenant",
			"#request.method, EXPRESSION, #request.method",
			"#ip + @tenant.of(#user), EXPRESSION, #ip + @tenant.of(#user)", "'#ip + user', EXPRESSION, '#ip + user'" })
	void everySourceIsRead(String text, Kind kind, String argument) {
		KeySource source = KeySource.parse(text);
		assertThat(source.parts()).containsExactly(new Part(kind, argument));
		assertThat(source.explicit()).isTrue();
	}

	@Test
	void knownSourcesAreCombined() {
		assertThat(KeySource.parse("ip + header:X-Tenant+@tenant").parts()).containsExactly(new Part(Kind.IP, ""),
				new Part(Kind.HEADER, "X-Tenant"), new Part(Kind.BEAN, "tenant"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "adress", "ip + adress", "ip +", "header:", "header", "'constant'", "1 + 2",
			"#request.", "#ip + (", "#reqest.method", "#session", "T(java.lang.Math).random()", "@", "ip user" })
	void whatMeansNothingIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeySource.parse(text))
			.withMessageMatching("(?s)It (is no known source|cannot be read as SpEL|refers to).*\\.");
	}

	@ParameterizedTest
	@CsvSource({ "ip, true", "header:A, true", "global, true", "ip + header:A, true", "user, false", "session, false",
			"@tenant, false", "#ip, false", "ip + user, false" })
	void onlyWhatTheBareRequestTellsIsEarly(String text, boolean early) {
		assertThat(KeySource.parse(text).isEarly()).isEqualTo(early);
	}

	@Test
	void theDefaultIsTheAddressAndNotExplicit() {
		assertThat(KeySource.unset().parts()).containsExactly(new Part(Kind.IP, ""));
		assertThat(KeySource.unset().explicit()).isFalse();
		assertThat(KeySource.parse("global + global").isGlobal()).isTrue();
		assertThat(KeySource.parse("global + ip").isGlobal()).isFalse();
	}

	@Test
	void aKeyIsTheTextOfAValueAndNeverItsPlaceInMemory() {
		assertThat(KeyText.textOf(List.of("a", 1))).isEqualTo("[a, 1]");
		assertThat(KeyText.textOf(new String[] { "a", "b" })).isEqualTo(KeyText.textOf(new String[] { "a", "b" }));
		assertThatIllegalArgumentException().isThrownBy(() -> KeyText.textOf(new Object()))
			.withMessageContaining("does not override toString()");
	}

	@Test
	void partsOfAKeyStayApart() {
		String first = KeyText.join(List.of(KeyText.part("key", "a|key:b"), KeyText.part("key", "c")));
		String second = KeyText.join(List.of(KeyText.part("key", "a"), KeyText.part("key", "b|key:c")));
		String third = KeyText.join(List.of(KeyText.part("key", "a\\"), KeyText.part("key", "b|key:c")));
		String fourth = KeyText.join(List.of(KeyText.part("key", "a\\|key:b"), KeyText.part("key", "c")));
		String fifth = KeyText.join(List.of(KeyText.part("key", "a|key:b\\"), KeyText.part("key", "c")));
		assertThat(List.of(first, second, third, fourth, fifth)).doesNotHaveDuplicates();
		assertThat(KeyText.part("user", "ip:10.0.0.1")).isNotEqualTo(KeyText.part("ip", "10.0.0.1"));
	}

}
