/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.UnserializablePolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the cache.
 */
@ConfigurationProperties("resilient-redis.cache")
public class ResilientCacheProperties {

	/**
	 * Whether caches go on working while Redis is away.
	 */
	private boolean enabled = true;

	/**
	 * How values are written: "jdk" as Spring Boot does, "json", or the name of a
	 * RedisSerializer bean. Not used if there is a RedisCacheConfiguration bean.
	 */
	private String serializer = "jdk";

	/**
	 * Packages whose types the "json" serializer may read and write, besides value types
	 * and collections of Java. If empty, those of the application.
	 */
	private List<String> jsonAllowedPackages = new ArrayList<>();

	/**
	 * Whether nodes tell each other which entries they changed. If not, another node's
	 * change is seen once the entry's time in memory is over.
	 */
	private boolean invalidation = true;

	/**
	 * What happens to a key or value that cannot be written to Redis.
	 */
	private UnserializablePolicy onUnserializable = UnserializablePolicy.LOCAL;

	/**
	 * By how much lives may be shortened at random, in Redis and in memory, so that
	 * entries written together do not expire together.
	 */
	private String timeToLiveJitter = "0%";

	/**
	 * For how long after its end an entry in memory may stand in for a value whose loader
	 * fails.
	 */
	private Duration staleIfError = Duration.ZERO;

	/**
	 * The level in memory.
	 */
	private final Local local = new Local();

	/**
	 * Settings of single caches, by name.
	 */
	private final Map<String, Overrides> caches = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isInvalidation() {
		return this.invalidation;
	}

	public void setInvalidation(boolean invalidation) {
		this.invalidation = invalidation;
	}

	public String getSerializer() {
		return this.serializer;
	}

	public void setSerializer(String serializer) {
		this.serializer = serializer;
	}

	public List<String> getJsonAllowedPackages() {
		return this.jsonAllowedPackages;
	}

	public void setJsonAllowedPackages(List<String> jsonAllowedPackages) {
		this.jsonAllowedPackages = jsonAllowedPackages;
	}

	public UnserializablePolicy getOnUnserializable() {
		return this.onUnserializable;
	}

	public void setOnUnserializable(UnserializablePolicy onUnserializable) {
		this.onUnserializable = onUnserializable;
	}

	public String getTimeToLiveJitter() {
		return this.timeToLiveJitter;
	}

	public void setTimeToLiveJitter(String timeToLiveJitter) {
		this.timeToLiveJitter = timeToLiveJitter;
	}

	public Duration getStaleIfError() {
		return this.staleIfError;
	}

	public void setStaleIfError(Duration staleIfError) {
		this.staleIfError = staleIfError;
	}

	public Local getLocal() {
		return this.local;
	}

	public Map<String, Overrides> getCaches() {
		return this.caches;
	}

	/**
	 * The level in memory.
	 */
	public static class Local {

		/**
		 * Whether values are kept in memory, which is also what is served while Redis is
		 * away.
		 */
		private boolean enabled = true;

		/**
		 * How many entries of a cache are kept in memory at most.
		 */
		private long maxSize = 10_000;

		/**
		 * How long an entry is served from memory without asking Redis again. Never
		 * longer than its time to live in Redis.
		 */
		private Duration timeToLive = Duration.ofSeconds(60);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public long getMaxSize() {
			return this.maxSize;
		}

		public void setMaxSize(long maxSize) {
			this.maxSize = maxSize;
		}

		public Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

	}

	/**
	 * What a single cache does differently.
	 */
	public static class Overrides {

		/**
		 * Time to live of the entries of this cache in Redis.
		 */
		private @Nullable Duration timeToLive;

		/**
		 * By how much lives may be shortened at random in this cache.
		 */
		private @Nullable String timeToLiveJitter;

		/**
		 * For how long after its end an entry of this cache in memory may stand in for a
		 * value whose loader fails.
		 */
		private @Nullable Duration staleIfError;

		/**
		 * How values of this cache are written: "jdk", "json" or the name of a
		 * RedisSerializer bean.
		 */
		private @Nullable String serializer;

		/**
		 * What happens to a key or value of this cache that cannot be written to Redis.
		 */
		private @Nullable UnserializablePolicy onUnserializable;

		/**
		 * The level in memory.
		 */
		private final LocalOverrides local = new LocalOverrides();

		public @Nullable Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(@Nullable Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

		public @Nullable String getTimeToLiveJitter() {
			return this.timeToLiveJitter;
		}

		public void setTimeToLiveJitter(@Nullable String timeToLiveJitter) {
			this.timeToLiveJitter = timeToLiveJitter;
		}

		public @Nullable Duration getStaleIfError() {
			return this.staleIfError;
		}

		public void setStaleIfError(@Nullable Duration staleIfError) {
			this.staleIfError = staleIfError;
		}

		public @Nullable String getSerializer() {
			return this.serializer;
		}

		public void setSerializer(@Nullable String serializer) {
			this.serializer = serializer;
		}

		public @Nullable UnserializablePolicy getOnUnserializable() {
			return this.onUnserializable;
		}

		public void setOnUnserializable(@Nullable UnserializablePolicy onUnserializable) {
			this.onUnserializable = onUnserializable;
		}

		public LocalOverrides getLocal() {
			return this.local;
		}

	}

	/**
	 * What a single cache does differently in memory.
	 */
	public static class LocalOverrides {

		/**
		 * Whether values of this cache are kept in memory, which is also what is served
		 * while Redis is away.
		 */
		private @Nullable Boolean enabled;

		/**
		 * How many entries of this cache are kept in memory at most.
		 */
		private @Nullable Long maxSize;

		/**
		 * How long an entry of this cache is served from memory without asking Redis
		 * again.
		 */
		private @Nullable Duration timeToLive;

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable Long getMaxSize() {
			return this.maxSize;
		}

		public void setMaxSize(@Nullable Long maxSize) {
			this.maxSize = maxSize;
		}

		public @Nullable Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(@Nullable Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

	}

}
