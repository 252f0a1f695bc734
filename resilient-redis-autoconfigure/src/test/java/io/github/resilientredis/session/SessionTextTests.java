/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the package's values look like where somebody prints them.
 */
class SessionTextTests {

	private static final String SECRET = "3f0c2f8e";

	static Stream<Object> values() {
		StoredSession session = new StoredSession(SECRET, 1, 2, 3,
				Map.of("a", SECRET.getBytes(StandardCharsets.UTF_8)));
		SessionChange change = new SessionChange(2, 3, session.attributes());
		return Stream.of(session, change, new SessionTouch(SECRET, 2, 3), new Ending(SECRET, true, 4, session),
				new NumberedChange(SECRET, change, true, 5, SECRET, SECRET),
				new LocalCopy(session, Map.of("sessionAttr:a", 6L), 7, 8));
	}

	@ParameterizedTest
	@MethodSource("values")
	void noIdAndNoValueIsInAText(Object value) {
		assertThat(value.toString()).doesNotContain(SECRET, "[B@").startsWith(value.getClass().getSimpleName() + "[");
	}

}
