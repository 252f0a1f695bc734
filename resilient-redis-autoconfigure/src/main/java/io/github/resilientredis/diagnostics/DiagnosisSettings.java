/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis has to know of the application. Immutable.
 *
 * @param timeout how long the application lets one command take
 * @param deadline how long the whole diagnosis may take
 * @param keyPrefix prefix of the library's own keys
 * @param passwordSet whether a password is configured; never which
 * @param cache how the application's caches are written, {@code null} if they are not in
 * Redis
 * @param sessions how its sessions are written, {@code null} if they are not in Redis
 * @param tokens whether revoked tokens are kept in Redis
 * @param connections how many further connections to open one after another, to see how
 * long that takes
 * @param configuration properties to show with the report, without secrets; empty for
 * none
 */
public record DiagnosisSettings(Duration timeout, Duration deadline, String keyPrefix, boolean passwordSet,
		@Nullable CacheUse cache, @Nullable SessionUse sessions, boolean tokens, int connections,
		Map<String, String> configuration) {

	/** A reply that takes longer than this is none, however patient the application. */
	private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);

	/** How long to wait for one answer: longer than the application, to see how late. */
	Duration patience() {
		return (this.timeout.compareTo(LEAST_PATIENCE) > 0) ? this.timeout : LEAST_PATIENCE;
	}

	/**
	 * How caches are written.
	 *
	 * @param keyPrefix what stands before the name of a cache
	 * @param names the caches known by name
	 * @param serializer {@code jdk}, {@code json} or the name of a bean
	 */
	public record CacheUse(String keyPrefix, List<String> names, String serializer) {

		public CacheUse {
			names = List.copyOf(names);
		}

	}

	/**
	 * How sessions are written.
	 *
	 * @param namespace the first part of their keys
	 */
	public record SessionUse(String namespace) {

		/** What the keys of sessions begin with. */
		String keyPrefix() {
			return this.namespace + ":sessions:";
		}

	}

}
