/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads chats from Redis, in one round trip.
 */
@Component
class ChatReads {

	private final RedisGuard guard;

	private final RedisOperation read;

	private final JsonMapper json;

	ChatReads(RedisGuard guard, CompanionProperties properties, JsonMapper json) {
		this.guard = guard;
		this.read = properties.apply(RedisOperation.idempotent("companion.read"));
		this.json = json;
	}

	/**
	 * HGETALL.
	 * @param user whose
	 * @return what Redis has, without messages
	 * @throws io.github.resilientredis.guard.RedisUnavailableException if Redis is away
	 */
	ChatHistory history(String user) {
		return this.guard.await(this.read.onKey(ChatKeys.history(user)), (redis) -> readHistory(redis, user));
	}

	/**
	 * HGETALL and ZRANGE.
	 * @param user whose
	 * @return what Redis has, with the newest messages
	 * @throws io.github.resilientredis.guard.RedisUnavailableException if Redis is away
	 */
	ChatHistory historyWithMessages(String user) {
		return this.guard.await(this.read.onKey(ChatKeys.history(user)), (redis) -> readHistory(redis, user)
			.thenCombine(redis.zrevrange(ChatKeys.messages(user), 0, ChatHistory.MAX_MESSAGES - 1L),
					(history, messages) -> history
						.merge(new ChatHistory(0, Map.of(), Map.of(), messages.stream().map(this::message).toList()))));
	}

	private CompletionStage<ChatHistory> readHistory(RedisClusterAsyncCommands<byte[], byte[]> redis, String user) {
		return redis.hgetall(ChatKeys.history(user)).thenApply(ChatReads::history);
	}

	private ChatMessage message(byte[] member) {
		return this.json.readValue(member, ChatMessage.class);
	}

	static ChatHistory history(Map<byte[], byte[]> hash) {
		Map<String, Conversation> conversations = new HashMap<>();
		Map<LocalDate, Long> days = new HashMap<>();
		long cleared = 0;
		for (Map.Entry<byte[], byte[]> entry : hash.entrySet()) {
			String field = ChatKeys.text(entry.getKey());
			String value = ChatKeys.text(entry.getValue());
			if (field.equals(ChatKeys.CLEARED)) {
				cleared = Conversation.parseStamp(value);
			}
			else if (field.startsWith(ChatKeys.DAY)) {
				putDay(days, field.substring(ChatKeys.DAY.length()), value);
			}
			else if (field.startsWith(ChatKeys.CONVERSATION)) {
				Conversation conversation = Conversation.parse(value);
				if (conversation != null) {
					conversations.put(field.substring(ChatKeys.CONVERSATION.length()), conversation);
				}
			}
		}
		return new ChatHistory(cleared, conversations, days, List.of());
	}

	private static void putDay(Map<LocalDate, Long> days, String day, String value) {
		try {
			days.put(LocalDate.parse(day), Conversation.parseStamp(value));
		}
		catch (DateTimeException ex) {
			// Nothing this application has written: it counts for nothing.
		}
	}

}
