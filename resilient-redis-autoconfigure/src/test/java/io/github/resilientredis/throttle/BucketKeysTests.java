/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BucketKeysTests {

	private static final List<String> ODD = List.of("\ud800", "\ud801", "", " ", "a b", "a\tb", "a\nb", "a\u0000b", "{",
			"}", "{}", "{a}", "a{b}c", "#", "##", "#a", "\u00e9", "e\u0301", "\ud83d\ude00", "\u007f", "a:b", "a", "A",
			"a ", "\u200ba", "null", "*", "?", "resilient-redis:throttle:login:a");

	@Test
	void noTwoKeysHaveTheSameName() {
		Stream<String> longs = IntStream.range(120, 140).mapToObj("x"::repeat);
		Stream<String> ends = IntStream.range(0, 100).mapToObj((i) -> "y".repeat(200) + i);
		List<String> keys = Stream.of(ODD.stream(), longs, ends).flatMap((part) -> part).toList();
		List<String> names = keys.stream().map(BucketKeys::name).toList();
		assertThat(names).doesNotHaveDuplicates();
		// Nor does anyone get another's by asking for the name itself.
		assertThat(names.stream().filter((name) -> name.startsWith("#")).map(BucketKeys::name).toList())
			.doesNotContainAnyElementsOf(names);
	}

	@Test
	void everyNameIsShortAndPrintableAndDecidesOnNoSlot() {
		Stream<String> characters = IntStream.range(0, 0xd800).mapToObj(Character::toString);
		List<String> names = Stream.concat(characters, Stream.of("z".repeat(100_000)))
			.map(BucketKeys::name)
			.filter((name) -> !name.matches("[!-z|~]{1,128}"))
			.collect(Collectors.toList());
		assertThat(names).isEmpty();
	}

	@Test
	void plainKeysCanBeReadInRedis() {
		assertThat(BucketKeys.name("192.0.2.1")).isEqualTo("192.0.2.1");
		assertThat(BucketKeys.name("alice@example.com")).isEqualTo("alice@example.com");
		assertThat(BucketKeys.bucket("app:", "login", "alice")).isEqualTo("app:throttle:login:alice");
	}

	@Test
	void aFlushIsInItsBucketsSlot() {
		String bucket = BucketKeys.bucket("app:", "login", BucketKeys.name("{other}"));
		assertThat(bucket).doesNotContain("{", "}");
		assertThat(BucketKeys.flush("app:", bucket, "node")).isEqualTo("app:throttle-flush:{" + bucket + "}:node");
	}

}
