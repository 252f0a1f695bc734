/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.NullValue;

/**
 * Turns values into bytes and back. Bytes that cannot be read are counted, and logged
 * once per cache, never per request.
 *
 * <p>
 * A <em>store value</em> is what a cache holds: the application's value, or Spring's
 * placeholder for {@code null}.
 *
 * <p>
 * Shared state: the flag, written by any thread; a race costs a log line.
 */
final class CacheValues {

	private static final Log logger = LogFactory.getLog(ResilientCache.class);

	private final RedisCacheLayout layout;

	private final Unwritables unwritables;

	private final CacheCounters counters;

	private final AtomicBoolean unreadableLogged = new AtomicBoolean();

	CacheValues(RedisCacheLayout layout, Unwritables unwritables, CacheCounters counters) {
		this.layout = layout;
		this.unwritables = unwritables;
		this.counters = counters;
	}

	/**
	 * What the cache holds for a value.
	 * @throws IllegalArgumentException for a {@code null} that is not allowed, in
	 * Spring's words
	 */
	Object toStore(@Nullable Object value) {
		if (value != null) {
			return value;
		}
		if (!this.layout.isAllowNullValues()) {
			throw new IllegalArgumentException(
					"Cache '" + this.layout.getName() + "' does not allow 'null' values; Avoid storing null"
							+ " via '@Cacheable(unless=\"#result == null\")' or configure RedisCache to allow 'null'"
							+ " via RedisCacheConfiguration");
		}
		return NullValue.INSTANCE;
	}

	@Nullable Object fromStore(Object storeValue) {
		return (storeValue instanceof NullValue) ? null : storeValue;
	}

	/**
	 * The bytes of a value.
	 * @param storeValue the value
	 * @param needed whether Redis can take them now
	 * @return the bytes, or {@code null} if the value stays on this node
	 * @throws RuntimeException the serializer's, if the policy is to fail
	 */
	byte @Nullable [] write(Object storeValue, boolean needed) {
		if (!needed && !this.unwritables.isFailing()) {
			return null;
		}
		try {
			return this.layout.write(storeValue);
		}
		catch (RuntimeException ex) {
			this.unwritables.found("values", storeValue, ex);
			return null;
		}
	}

	/**
	 * The value in these bytes.
	 * @return the value, or {@code null} if it cannot be read or is a {@code null} that
	 * this cache does not allow: a miss, which the next put overwrites
	 */
	@Nullable Object read(byte[] bytes) {
		try {
			Object value = this.layout.read(bytes);
			return (value instanceof NullValue && !this.layout.isAllowNullValues()) ? null : value;
		}
		catch (RuntimeException | LinkageError ex) {
			this.counters.unreadable.increment();
			if (this.unreadableLogged.compareAndSet(false, true)) {
				logger.warn("Cache '" + this.layout.getName() + "' holds entries in Redis that cannot be read here; "
						+ "they are treated as missing and overwritten. First reason: " + Unwritables.rootOf(ex));
			}
			return null;
		}
	}

}
