/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;

import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.util.Assert;

/**
 * How sessions are kept.
 *
 * @param keyPrefix the prefix of the library's own keys
 * @param namespace the prefix of the keys of sessions, without the colon after it
 * @param timeout how long a new session lives unused; negative for ever
 * @param flushMode when a change is written: at the end of a request, or at once
 * @param saveMode which attributes of a session are written with a change
 * @param ids makes the ids of sessions
 * @param serializer turns attributes, and the three times of a session, into bytes
 * @param fallback what takes the place of Redis while it is away
 * @param maxLocalSessions how many sessions this node remembers
 */
public record SessionSettings(String keyPrefix, String namespace, Duration timeout, FlushMode flushMode,
		SaveMode saveMode, SessionIdGenerator ids, RedisSerializer<Object> serializer, SessionFallback fallback,
		int maxLocalSessions) {

	public SessionSettings {
		Assert.hasText(namespace, "'namespace' must not be empty");
		Assert.isTrue(maxLocalSessions > 0, "'maxLocalSessions' must be positive");
	}

}
