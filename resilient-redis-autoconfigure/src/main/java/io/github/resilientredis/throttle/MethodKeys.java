/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Throttled} call is counted for: the key that the annotation gives, the
 * limit's own, or both. Immutable.
 */
public final class MethodKeys {

	private static final String KIND = "key";

	private final Map<String, KeySource> sources;

	/**
	 * Create the keys.
	 * @param sources the own key source of each limit; those that are missing have the
	 * default one
	 */
	public MethodKeys(Map<String, KeySource> sources) {
		this.sources = Map.copyOf(sources);
	}

	String keyOf(String limit, @Nullable String argument, CurrentRequest request) {
		KeySource source = this.sources.getOrDefault(limit, KeySource.unset());
		if (argument == null) {
			return own(limit, source, request);
		}
		String part = KeyText.part(KIND, argument);
		return source.explicit() ? KeyText.join(List.of(own(limit, source, request), part)) : part;
	}

	private static String own(String limit, KeySource source, CurrentRequest request) {
		if (source.isGlobal()) {
			return KeyText.GLOBAL;
		}
		String key = request.key(limit);
		if (key != null) {
			return key;
		}
		if (source.explicit()) {
			throw new IllegalStateException("'resilient-redis.throttle.limits." + limit + ".key' is '" + source.text()
					+ "', but this call serves no HTTP request. Set it to 'global', or remove it and give @Throttled a key"
					+ " of the method's arguments");
		}
		return KeyText.GLOBAL;
	}

}
