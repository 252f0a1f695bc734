/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import org.springframework.util.Assert;

/**
 * Finds what stands for a key in memory: the text that it has in Redis, equal for keys
 * that are equal there, or a {@link LocalKey} if it has none.
 */
final class NearKeys {

	private final RedisCacheLayout layout;

	private final Unwritables unwritables;

	NearKeys(RedisCacheLayout layout, Unwritables unwritables) {
		this.layout = layout;
		this.unwritables = unwritables;
	}

	/**
	 * What stands for a key.
	 * @return a {@code String} or a {@link LocalKey}
	 * @throws IllegalArgumentException if the key is {@code null}
	 * @throws IllegalStateException if it has no text form, and the policy is to fail
	 */
	Object of(Object key) {
		Assert.notNull(key, "'key' must not be null");
		String prefix = this.layout.changingPrefix();
		try {
			String text = this.layout.text(key);
			return prefix.isEmpty() ? text : prefix + text;
		}
		catch (IllegalStateException ex) {
			this.unwritables.found("keys", key, ex);
			return new LocalKey(prefix, key);
		}
	}

}
