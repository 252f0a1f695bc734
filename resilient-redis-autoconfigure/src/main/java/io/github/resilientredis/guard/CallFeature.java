/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * Whose a guarded call is, told by how the name of its operation begins. A closed set, so
 * that it can be a tag of a meter whatever an application calls its operations.
 */
public enum CallFeature {

	/** The cache. */
	CACHE("cache."),

	/** The throttle. */
	THROTTLE("throttle."),

	/** Sessions. */
	SESSION("session."),

	/** Revoked tokens. */
	TOKENS("tokens."),

	/** The user registry. */
	USERS("users."),

	/** Durable writes of the application. */
	WRITES("write."),

	/** What the guard and the journal ask for their own sake. */
	GUARD("guard.", "journal.", "marker.", "channel."),

	/** Everything else. */
	APPLICATION;

	private static final CallFeature[] ALL = values();

	private final String[] prefixes;

	CallFeature(String... prefixes) {
		this.prefixes = prefixes;
	}

	/**
	 * The feature of an operation; allocates nothing.
	 * @param operation the operation
	 * @return its feature
	 */
	public static CallFeature of(RedisOperation operation) {
		for (CallFeature feature : ALL) {
			for (String prefix : feature.prefixes) {
				if (operation.name().startsWith(prefix)) {
					return feature;
				}
			}
		}
		return APPLICATION;
	}

}
