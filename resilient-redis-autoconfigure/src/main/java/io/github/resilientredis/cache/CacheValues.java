/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.NullValue;

/**
 * Turns values into bytes and back, and decides what happens to those that do not let
 * themselves be turned. Each kind of trouble is logged once, never per request: bytes
 * that cannot be read once per cache, values that cannot be written once per cache and
 * type, for the first 100 types.
 *
 * <p>
 * Shared state: the set of types and the flag, written by any thread; a race costs a log
 * line.
 */
final class CacheValues {

	private static final int MAX_LOGGED_TYPES = 100;

	private static final Log logger = LogFactory.getLog(CacheValues.class);

	private final RedisCacheLayout layout;

	private final UnserializablePolicy onUnserializable;

	private final Set<String> unwritableTypes = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean unreadableLogged = new AtomicBoolean();

	CacheValues(RedisCacheLayout layout, UnserializablePolicy onUnserializable) {
		this.layout = layout;
		this.onUnserializable = onUnserializable;
	}

	/**
	 * The bytes of a value.
	 * @param storeValue the value
	 * @param needed whether Redis can take them now
	 * @return the bytes, or {@code null} if the value stays on this node
	 * @throws RuntimeException the serializer's, if the policy is to fail
	 */
	byte @Nullable [] write(Object storeValue, boolean needed) {
		if (!needed && this.onUnserializable == UnserializablePolicy.LOCAL) {
			return null;
		}
		try {
			return this.layout.write(storeValue);
		}
		catch (RuntimeException ex) {
			if (this.onUnserializable == UnserializablePolicy.FAIL) {
				throw ex;
			}
			logUnwritable(storeValue.getClass().getName(), ex);
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
			if (this.unreadableLogged.compareAndSet(false, true)) {
				logger.warn("Cache '" + this.layout.getName() + "' holds entries in Redis that cannot be read here; "
						+ "they are treated as missing and overwritten. First reason: " + reason(ex));
			}
			return null;
		}
	}

	private void logUnwritable(String type, RuntimeException ex) {
		if (this.unwritableTypes.size() < MAX_LOGGED_TYPES && this.unwritableTypes.add(type)) {
			logger.warn("Cache '" + this.layout.getName() + "' keeps values of type " + type
					+ " on this node only, because they cannot be written to Redis: " + reason(ex));
		}
	}

	private static String reason(Throwable ex) {
		Throwable root = ex;
		for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
			root = root.getCause();
		}
		// The type only: messages of serializers quote the value.
		return root.getClass().getName();
	}

}
