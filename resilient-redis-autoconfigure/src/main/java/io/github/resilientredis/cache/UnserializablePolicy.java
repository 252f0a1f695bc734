/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

/**
 * What happens to a value that the cache's serializer cannot write.
 */
public enum UnserializablePolicy {

	/**
	 * It is kept on this node only, and logged once per cache and type. Redis forgets
	 * what it had under the key, so that no other node serves an older value.
	 */
	LOCAL,

	/**
	 * The put fails with the serializer's exception, in every state of Redis.
	 */
	FAIL

}
