/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.resilientredis.sample.SampleClient.Answer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Has batches of measurements computed, or read from the cache, and looks at single ones.
 * There are few different ones, so the cache is soon full. For one thread at a time.
 */
final class Batcher implements Client {

	/** Different measurements. */
	private static final int KEYS = 300;

	private static final int SIZE = 40;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Account account;

	private final SoakNode node;

	private final History history;

	private final Random random;

	Batcher(Account account, SoakNode node, History history, long seed) {
		this.account = account;
		this.node = node;
		this.history = history;
		this.random = new Random(seed);
	}

	@Override
	public void act() {
		if (this.account.session().isEmpty()) {
			this.account.logIn(this.node);
		}
		else if (this.random.nextInt(10) > 0) {
			one(this.random.nextInt(KEYS));
		}
		else {
			batch(this.random.nextInt(KEYS - SIZE));
		}
	}

	private void one(int number) {
		String key = height(number) + "-700-800";
		this.account.get("cached method", this.node, "/api/measurements/" + key, 200);
	}

	private void batch(int first) {
		String items = IntStream.range(first, first + SIZE)
			.mapToObj((number) -> "{\"height\": %.1f, \"weight\": 70, \"waist\": 80}".formatted(height(number) / 10.0))
			.collect(Collectors.joining(", ", "{\"items\": [", "]}"));
		Answer begun = this.account.send("batch", this.node, "POST", "/api/measurements/batch", items, 202);
		String path = begun.header("Location");
		try {
			Awaitility.await()
				.pollInSameThread()
				.pollInterval(Duration.ofMillis(100))
				.atMost(PATIENCE)
				.until(() -> this.account.get("batch progress", this.node, path, 200).json().get("state").asString(),
						"done"::equals);
			int results = this.account.get("batch results", this.node, path + "/results", 200).json().size();
			if (results != SIZE) {
				this.history.violated("wrong results", this.account.name(), results + " of " + SIZE);
			}
		}
		catch (ConditionTimeoutException ex) {
			this.history.violated("batch not done", this.account.name(), ex.toString());
		}
	}

	private static int height(int number) {
		return 1500 + number;
	}

	@Override
	public String toString() {
		return this.account.name();
	}

}
