/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.cache.CacheKeyPrefix;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

/**
 * Keys and values as Spring Data's own cache writes them, because it is Spring Data's own
 * code that makes them.
 *
 * <p>
 * A key is first turned into its <em>near key</em>: the text that stands for it in
 * memory, equal for keys that are equal in Redis. That is the converted key alone if the
 * prefix is always the same, so that a {@code String} key costs nothing; a prefix
 * computed by a function of the application may differ from call to call (one per tenant)
 * and is then part of the near key.
 */
final class RedisCacheLayout extends RedisCache {

	private final @Nullable String constantPrefix;

	private final boolean timeToIdle;

	private final Jitter jitter;

	RedisCacheLayout(String name, RedisCacheConfiguration configuration, Jitter jitter) {
		super(name, new DetachedCacheWriter(), configuration);
		this.constantPrefix = constantPrefix(name, configuration);
		this.timeToIdle = configuration.isTimeToIdleEnabled();
		this.jitter = jitter;
	}

	private static @Nullable String constantPrefix(String name, RedisCacheConfiguration configuration) {
		if (!configuration.usePrefix()) {
			return "";
		}
		// Spring's own prefixes (simple, prefixed) are lambdas of the interface itself.
		boolean constant = configuration.getKeyPrefix().getClass().getNestHost() == CacheKeyPrefix.class;
		return constant ? configuration.getKeyPrefixFor(name) : null;
	}

	/**
	 * A key as text.
	 * @throws IllegalStateException if it has none
	 */
	String text(Object key) {
		return convertKey(key);
	}

	/**
	 * What keys start with at this moment, if that may differ from call to call;
	 * otherwise nothing.
	 */
	String changingPrefix() {
		return (this.constantPrefix != null) ? "" : prefix();
	}

	byte[] redisKey(String nearKey) {
		return serializeCacheKey((this.constantPrefix != null) ? this.constantPrefix + nearKey : nearKey);
	}

	/**
	 * The near key of a key in Redis.
	 * @return the text, {@code null} if this cache has no such key
	 */
	@Nullable String nearKeyOf(byte[] redisKey) {
		String key = getCacheConfiguration().getKeySerializationPair().read(ByteBuffer.wrap(redisKey));
		String prefix = this.constantPrefix;
		if (prefix == null || key == null) {
			return key;
		}
		return key.startsWith(prefix) ? key.substring(prefix.length()) : null;
	}

	/**
	 * Whether keys of this cache can be told from all others by what they start with.
	 */
	boolean isPrefixed() {
		return allKeys().length > 1;
	}

	/**
	 * Whether removing all keys of a pattern of this cache removes a key.
	 */
	Predicate<byte[]> coveredBy(byte[] pattern) {
		if (!Arrays.equals(pattern, allKeys())) {
			return (redisKey) -> false;
		}
		byte[] prefix = serializeCacheKey(prefix());
		return (redisKey) -> redisKey.length >= prefix.length
				&& Arrays.equals(prefix, 0, prefix.length, redisKey, 0, prefix.length);
	}

	/**
	 * The pattern of all keys of this cache. Without a prefix that is every key of the
	 * database, as for Spring's own cache.
	 */
	byte[] allKeys() {
		return serializeCacheKey(escapeGlob(prefix()) + "*");
	}

	private String prefix() {
		RedisCacheConfiguration configuration = getCacheConfiguration();
		return configuration.usePrefix() ? configuration.getKeyPrefixFor(getName()) : "";
	}

	private static String escapeGlob(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		for (char c : text.toCharArray()) {
			if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\') {
				escaped.append('\\');
			}
			escaped.append(c);
		}
		return escaped.toString();
	}

	/**
	 * The time to live of a new entry, {@code null} for ever.
	 */
	@Nullable Duration timeToLive(Object key, @Nullable Object value) {
		Duration timeToLive = getCacheConfiguration().getTtlFunction().getTimeToLive(key, value);
		return (timeToLive.isZero() || timeToLive.isNegative()) ? null : this.jitter.shorten(timeToLive);
	}

	/**
	 * The time to live that a read gives to an entry anew, {@code null} if it does not.
	 */
	@Nullable Duration timeToIdle(Object key) {
		return this.timeToIdle ? timeToLive(key, null) : null;
	}

	boolean isTimeToIdle() {
		return this.timeToIdle;
	}

	byte[] write(Object storeValue) {
		return serializeCacheValue(storeValue);
	}

	@Nullable Object read(byte[] value) {
		return deserializeCacheValue(value);
	}

}
