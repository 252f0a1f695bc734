/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random operations give the same on both stores as on a naive model.
 */
class StoreModelTests {

	private static final List<JournalFeature> FEATURES = List.of(StoreContract.REPLACING, StoreContract.QUEUE,
			StoreContract.FORCED);

	private static final int SEEDS = Boolean.getBoolean("resilient-redis.tests.long") ? 200 : 20;

	private static final int OPERATIONS = 2000;

	@TempDir
	private Path directory;

	private final List<StoreModel.Item> inFlight = new ArrayList<>();

	private enum Kind {

		MEMORY, FILE

	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aStoreDoesWhatTheModelDoes(Kind kind) {
		long first = System.nanoTime();
		for (long seed = first; seed < first + SEEDS; seed++) {
			Path place = (kind == Kind.FILE) ? this.directory.resolve("journal-" + seed) : null;
			try {
				run(new Random(seed), place);
			}
			catch (AssertionError ex) {
				throw new AssertionError("with seed " + seed + ": " + ex.getMessage(), ex);
			}
		}
		LoggerFactory.getLogger("figures").warn("{} store: {} seeds of {} operations", kind, SEEDS, OPERATIONS);
	}

	private void run(Random random, @Nullable Path place) {
		StoreModel model = new StoreModel();
		this.inFlight.clear();
		JournalStore store = open(place);
		try {
			for (int i = 0; i < OPERATIONS; i++) {
				if (place != null && random.nextInt(200) == 0) {
					store.close();
					store = open(place);
					model.restart();
					this.inFlight.clear();
				}
				operate(random, store, model);
				compare(store, model);
			}
		}
		finally {
			store.close();
		}
	}

	private static JournalStore open(@Nullable Path place) {
		return JournalStores.open(new JournalSettings(place, 16 << 20, ForceMode.NEVER), StoreContract.CLOCK);
	}

	private void operate(Random random, JournalStore store, StoreModel model) {
		JournalFeature feature = FEATURES.get(random.nextInt(FEATURES.size()));
		String key = "k" + random.nextInt(6);
		String payload = "v" + random.nextInt(4);
		switch (random.nextInt(11)) {
			case 0, 1, 2 -> {
				store.append(feature, StoreContract.bytes(key), StoreContract.bytes(payload));
				model.append(feature, key, payload);
			}
			case 3 -> begin(store, model, feature, key, payload);
			case 4, 5 -> take(store, model, feature, 1 + random.nextInt(4));
			case 6, 7, 8 -> answer(random, store, model);
			case 9 -> {
				if (random.nextInt(4) == 0) {
					store.unpark();
					model.unpark();
				}
			}
			default -> assertThat(store.drop(feature, (entry) -> StoreContract.text(entry.payload()).equals(payload)))
				.isEqualTo(model.drop(feature, payload::equals));
		}
	}

	private void begin(JournalStore store, StoreModel model, JournalFeature feature, String key, String payload) {
		boolean pending = model.isPending(feature, key);
		JournalEntry entry = store.begin(feature, StoreContract.bytes(key), StoreContract.bytes(payload));
		assertThat(entry == null).isEqualTo(pending);
		if (entry != null) {
			StoreModel.Item item = model.begin(feature, key, payload);
			item.entry = entry;
			this.inFlight.add(item);
		}
	}

	private void take(JournalStore store, StoreModel model, JournalFeature feature, int max) {
		List<JournalEntry> taken = store.take(List.of(feature), max);
		List<StoreModel.Item> items = model.take(feature, max);
		assertThat(StoreContract.texts(taken)).isEqualTo(items.stream().map(Object::toString).toList());
		for (int i = 0; i < taken.size(); i++) {
			items.get(i).entry = taken.get(i);
		}
		this.inFlight.addAll(items);
	}

	private void answer(Random random, JournalStore store, StoreModel model) {
		if (this.inFlight.isEmpty()) {
			return;
		}
		StoreModel.Item item = this.inFlight.remove(random.nextInt(this.inFlight.size()));
		JournalEntry entry = item.entry;
		assertThat(entry).isNotNull();
		int answer = random.nextInt(4);
		if (answer > 1) {
			store.applied(List.of(entry));
			model.applied(item);
		}
		else if (answer == 1) {
			store.parked(List.of(entry));
			model.parked(item);
		}
		else {
			store.failed(List.of(entry));
			model.failed(item);
		}
	}

	private void compare(JournalStore store, StoreModel model) {
		assertThat(store.status().records()).isEqualTo(model.items.size());
		for (JournalFeature feature : FEATURES) {
			assertThat(store.recordsByFeature().getOrDefault(feature.name(), 0L)).isEqualTo(model.count(feature));
			assertThat(store.isPending(feature)).isEqualTo(model.count(feature) > 0);
			assertThat(store.ifNoneIdle(List.of(feature), () -> true)).isEqualTo(!model.anyIdle(feature));
			for (int key = 0; key < 6; key++) {
				assertThat(store.isPending(feature, StoreContract.bytes("k" + key)))
					.isEqualTo(model.isPending(feature, "k" + key));
			}
		}
	}

}
