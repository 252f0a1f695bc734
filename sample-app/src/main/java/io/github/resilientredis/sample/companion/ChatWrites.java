/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.journal.DurableWriteHandler;
import io.lettuce.core.Range;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Writes changes of chats to Redis, now or after an outage. The key is the user's id.
 */
@Component
class ChatWrites implements DurableWriteHandler {

	static final String TYPE = "chat";

	private static final int MAX_FIELDS = 2 * ChatHistory.MAX_ENTRIES;

	private static final int MAX_MESSAGES = 1000;

	private static final int REMEMBER_SECONDS = 30 * 24 * 3600;

	private final JsonMapper json;

	ChatWrites(JsonMapper json) {
		this.json = json;
	}

	@Override
	public String type() {
		return TYPE;
	}

	@Override
	public CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] payload) {
		ChatChange change = this.json.readValue(payload, ChatChange.class);
		String user = ChatKeys.text(key);
		return (change.message() != null) ? save(redis, user, change.message())
				: clear(redis, user, change.clearedAt());
	}

	/**
	 * Two keys, so two steps; what comes between them and a deletion is left out when it
	 * is read.
	 */
	private CompletionStage<?> save(RedisClusterAsyncCommands<byte[], byte[]> redis, String user, ChatMessage message) {
		byte[][] keys = { ChatKeys.history(user) };
		CompletionStage<?> saved = ChatScripts.SAVE.send(redis, keys, number(message.at()),
				ChatKeys.conversation(message.conversationId()), ChatKeys.bytes(Conversation.of(message).text()),
				ChatKeys.day(ChatHistory.day(message.at())), number(MAX_FIELDS));
		byte[] messages = ChatKeys.messages(user);
		CompletionStage<?> added = redis.zadd(messages, message.at(), this.json.writeValueAsBytes(message));
		CompletionStage<?> trimmed = redis.zremrangebyrank(messages, 0, -MAX_MESSAGES - 1);
		return all(saved, added, trimmed);
	}

	private CompletionStage<?> clear(RedisClusterAsyncCommands<byte[], byte[]> redis, String user, long at) {
		byte[][] keys = { ChatKeys.history(user) };
		CompletionStage<?> cleared = ChatScripts.CLEAR.send(redis, keys, number(at), number(REMEMBER_SECONDS));
		return all(cleared, redis.zremrangebyscore(ChatKeys.messages(user), Range.create(0, at)));
	}

	private static CompletionStage<?> all(CompletionStage<?>... stages) {
		CompletableFuture<?>[] futures = new CompletableFuture<?>[stages.length];
		for (int i = 0; i < stages.length; i++) {
			futures[i] = stages[i].toCompletableFuture();
		}
		return CompletableFuture.allOf(futures);
	}

	private static byte[] number(long number) {
		return ChatKeys.bytes(String.valueOf(number));
	}

}
