/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.journal.DurableWriteHandler;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Stores notifications in Redis, now or after an outage: in the sorted set
 * {@code notifications:<user>}, as JSON, by their moment. The same one twice is one
 * member.
 */
@Component
class NotificationWrites implements DurableWriteHandler {

	static final String TYPE = "notification";

	private static final long LIFE = Duration.ofDays(90).toSeconds();

	private final JsonMapper json;

	NotificationWrites(JsonMapper json) {
		this.json = json;
	}

	static byte[] key(String user) {
		return ("notifications:" + user).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
		long at = this.json.readValue(payload, Notification.class).at();
		return CompletableFuture.allOf(redis.zadd(key, at, payload).toCompletableFuture(),
				redis.zremrangebyrank(key, 0, -Inbox.MOST - 1).toCompletableFuture(),
				redis.expire(key, LIFE).toCompletableFuture());
	}

}
