/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheProperties.Local;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheProperties.LocalOverrides;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheProperties.Overrides;
import io.github.resilientredis.cache.NearLevelSettings;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cache.autoconfigure.CacheProperties;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Turns properties into configurations of caches, and wrong ones into exceptions.
 */
class CacheConfigurationFactory {

	private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

	private final PropertyCheck check = new PropertyCheck("resilient-redis.cache");

	private final ResilientCacheProperties properties;

	private final CacheSerializers serializers;

	CacheConfigurationFactory(ResilientCacheProperties properties, CacheSerializers serializers) {
		this.properties = properties;
		this.serializers = serializers;
	}

	/**
	 * What Spring Boot would make of {@code spring.cache.redis.*}, with a serializer of
	 * choice.
	 */
	static RedisCacheConfiguration redis(CacheProperties.Redis properties, RedisSerializer<?> serializer) {
		RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig()
			.serializeValuesWith(SerializationPair.fromSerializer(serializer));
		Duration timeToLive = properties.getTimeToLive();
		if (timeToLive != null) {
			configuration = configuration.entryTtl(timeToLive);
		}
		if (properties.getKeyPrefix() != null) {
			configuration = configuration.prefixCacheNameWith(properties.getKeyPrefix());
		}
		if (!properties.isCacheNullValues()) {
			configuration = configuration.disableCachingNullValues();
		}
		return properties.isUseKeyPrefix() ? configuration : configuration.disableKeyPrefix();
	}

	ResilientCacheConfiguration defaults(RedisCacheConfiguration redis) {
		Local local = this.properties.getLocal();
		positive("local.max-size", local.getMaxSize());
		positive("local.time-to-live", local.getTimeToLive());
		return new ResilientCacheConfiguration(redis,
				new NearLevelSettings(local.isEnabled(), local.getMaxSize(), local.getTimeToLive()),
				this.properties.getOnUnserializable(),
				share("time-to-live-jitter", this.properties.getTimeToLiveJitter()),
				this.check.notNegative("stale-if-error", this.properties.getStaleIfError(), "10m"));
	}

	/**
	 * The caches that are known by name, from Spring's builder and from our properties.
	 */
	Map<String, ResilientCacheConfiguration> caches(RedisCacheManagerBuilder builder) {
		Set<String> names = new LinkedHashSet<>(builder.getConfiguredCaches());
		names.addAll(this.properties.getCaches().keySet());
		Map<String, ResilientCacheConfiguration> caches = new LinkedHashMap<>();
		for (String name : names) {
			RedisCacheConfiguration redis = builder.getCacheConfigurationFor(name).orElseGet(builder::cacheDefaults);
			caches.put(name, cache(name, defaults(redis)));
		}
		return caches;
	}

	private ResilientCacheConfiguration cache(String name, ResilientCacheConfiguration defaults) {
		Overrides overrides = this.properties.getCaches().get(name);
		if (overrides == null) {
			return defaults;
		}
		String path = "caches." + name + ".";
		String jitter = overrides.getTimeToLiveJitter();
		Duration stale = overrides.getStaleIfError();
		return new ResilientCacheConfiguration(redis(path, overrides, defaults.redis()),
				near(path + "local.", overrides.getLocal(), defaults.near()),
				Objects.requireNonNullElse(overrides.getOnUnserializable(), defaults.onUnserializable()),
				(jitter != null) ? share(path + "time-to-live-jitter", jitter) : defaults.timeToLiveJitter(),
				(stale != null) ? this.check.notNegative(path + "stale-if-error", stale, "10m")
						: defaults.staleIfError());
	}

	private RedisCacheConfiguration redis(String path, Overrides overrides, RedisCacheConfiguration defaults) {
		RedisCacheConfiguration redis = defaults;
		Duration timeToLive = overrides.getTimeToLive();
		if (timeToLive != null) {
			positive(path + "time-to-live", timeToLive);
			redis = redis.entryTtl(timeToLive);
		}
		String serializer = overrides.getSerializer();
		if (serializer != null) {
			redis = redis.serializeValuesWith(SerializationPair.fromSerializer(
					this.serializers.find(path + "serializer", serializer, this.properties.getJsonAllowedPackages())));
		}
		return redis;
	}

	private NearLevelSettings near(String path, LocalOverrides overrides, NearLevelSettings defaults) {
		positive(path + "max-size", overrides.getMaxSize());
		positive(path + "time-to-live", overrides.getTimeToLive());
		return new NearLevelSettings(Objects.requireNonNullElse(overrides.getEnabled(), defaults.enabled()),
				Objects.requireNonNullElse(overrides.getMaxSize(), defaults.maxSize()),
				Objects.requireNonNullElse(overrides.getTimeToLive(), defaults.timeToLive()));
	}

	private double share(String name, String percent) {
		Matcher number = PERCENT.matcher(percent.strip());
		boolean valid = number.matches() && Double.parseDouble(number.group(1)) < 100;
		this.check.check(name, percent, valid,
				"It must be a percentage from 0% to less than 100%. Use one such as" + " '10%' (with quotes in YAML).");
		return Double.parseDouble(number.group(1)) / 100;
	}

	private void positive(String name, @Nullable Duration value) {
		if (value != null) {
			this.check.positive(name, value, "60s");
		}
	}

	private void positive(String name, @Nullable Long value) {
		if (value != null) {
			this.check.check(name, value, value > 0, "It must be positive. Use a number such as 10000, or set"
					+ " 'local.enabled' to false to keep nothing in memory.");
		}
	}

}
