/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.security.SecureRandom;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * User names for somebody who did not choose one: the suggestion made fit for the rules
 * of {@link RegisterRequest}, then with random numbers behind it.
 */
class NameCandidates implements Iterable<String> {

	private static final int MAX_LENGTH = 24;

	private static final int MIN_LENGTH = 3;

	private static final int ATTEMPTS = 5;

	private static final int NUMBERS = 100_000;

	private final String base;

	private final SecureRandom random = new SecureRandom();

	NameCandidates(String suggestion) {
		String fit = suggestion.substring(0, Math.min(suggestion.length(), MAX_LENGTH))
			.replaceAll("[^A-Za-z0-9._-]", "-");
		this.base = (fit.length() < MIN_LENGTH) ? "user-" + fit : fit;
	}

	@Override
	public Iterator<String> iterator() {
		Stream<String> numbered = IntStream.range(0, ATTEMPTS)
			.mapToObj((i) -> this.base + "-" + this.random.nextInt(NUMBERS));
		return Stream.concat(Stream.of(this.base), numbered).iterator();
	}

}
