/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample of the keys of one kind that should have a time to live. Confined to the
 * thread of the diagnosis.
 */
final class KeyKind {

	static final int MAX_SAMPLE = 100;

	private final String name;

	private final List<String> prefixes;

	private final List<byte[]> sample = new ArrayList<>();

	private KeyKind(String name, List<String> prefixes) {
		this.name = name;
		this.prefixes = prefixes;
	}

	/** What the application keeps in Redis, as far as it is known. */
	static List<KeyKind> of(DiagnosisSettings settings) {
		List<KeyKind> kinds = new ArrayList<>();
		String own = settings.keyPrefix();
		kinds.add(new KeyKind("own", List.of(own + "ended:", own + "changed:", own + "throttle-flush:")));
		DiagnosisSettings.SessionUse sessions = settings.sessions();
		if (sessions != null) {
			kinds.add(new KeyKind("session", List.of(sessions.keyPrefix())));
		}
		DiagnosisSettings.CacheUse cache = settings.cache();
		if (cache != null && !cache.names().isEmpty()) {
			kinds.add(new KeyKind("cache",
					cache.names().stream().map((name) -> cache.keyPrefix() + name + "::").toList()));
		}
		else if (cache != null) {
			kinds.add(new KeyKind("cache", List.of()));
		}
		return kinds;
	}

	String name() {
		return this.name;
	}

	List<byte[]> sample() {
		return this.sample;
	}

	boolean isCache() {
		return this.name.equals("cache");
	}

	/**
	 * Take a key into the sample if it is of this kind.
	 * @param key the key
	 */
	void offer(byte[] key) {
		if (this.sample.size() < MAX_SAMPLE && fits(new String(key, StandardCharsets.UTF_8))) {
			this.sample.add(key);
		}
	}

	/** Where no cache is known by name, its entries are known by the colons. */
	private boolean fits(String key) {
		return this.prefixes.isEmpty() ? key.contains("::") : this.prefixes.stream().anyMatch(key::startsWith);
	}

}
