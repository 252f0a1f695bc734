/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * Which keys there are, in which order they are visited, and what is under them. Visits
 * use keys that are equal to the stored ones, not the same.
 */
final class Keys {

	/** How many keys there are. */
	static final int COUNT = 1_000;

	/** How many visits are computed before; a power of two. */
	static final int VISITS = 8_192;

	/** How many keys take turns; a power of two. */
	private static final int TURNS = 512;

	private static final long SEED = 42;

	private Keys() {
	}

	static Object key(String kind, int number) {
		return switch (kind) {
			case "String" -> "product-number-" + number;
			case "Long" -> 1_000_000L + number;
			case "SimpleKey" -> new SimpleKey("product", 1_000_000L + number);
			default -> throw new IllegalArgumentException(kind);
		};
	}

	static Object[] keys(String kind) {
		return all((number) -> key(kind, number));
	}

	static Object[] visits(String kind) {
		return new Random(SEED).ints(VISITS, 0, COUNT).mapToObj((number) -> key(kind, number)).toArray();
	}

	/**
	 * Some of the keys in turn: a key comes again when all others were there, so that
	 * none is met that was just kept.
	 */
	static Object[] turns() {
		List<Object> keys = Arrays.asList(keys("String"));
		Collections.shuffle(keys, new Random(SEED));
		return keys.subList(0, TURNS).toArray();
	}

	static Object[] values(String kind) {
		return all(switch (kind) {
			case "String" -> (number) -> text(number, 100);
			case "record" -> Product::of;
			default -> throw new IllegalArgumentException(kind);
		});
	}

	static Object[] texts(int length) {
		return all((number) -> text(number, length));
	}

	private static Object[] all(IntFunction<Object> of) {
		return IntStream.range(0, COUNT).mapToObj(of).toArray();
	}

	static String text(int number, int length) {
		char[] text = new char[length];
		Arrays.fill(text, 'x');
		String start = Integer.toString(number);
		start.getChars(0, start.length(), text, 0);
		return new String(text);
	}

}
