/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a user's chats, by this node or by Redis. Histories are merged: a
 * conversation is one however often it is heard of, and the later change wins, so it does
 * not matter which of them has which message, in what order they learned of it, or how
 * often. This is what lets an answer add what Redis has and what is still on its way
 * there, and count each once. Immutable.
 *
 * @param clearedAt the user deleted everything up to this moment; 0 for never
 * @param conversations by id
 * @param days days in UTC on which something was written, with the last moment of each
 * @param messages the newest, newest first
 */
record ChatHistory(long clearedAt, Map<String, Conversation> conversations, Map<LocalDate, Long> days,
		List<ChatMessage> messages) {

	/** Of conversations and of days each: the oldest beyond it are forgotten. */
	static final int MAX_ENTRIES = 1000;

	/** Of the newest messages. */
	static final int MAX_MESSAGES = 100;

	static final ChatHistory NOTHING = new ChatHistory(0, Map.of(), Map.of(), List.of());

	static ChatHistory of(ChatMessage message) {
		return new ChatHistory(0, Map.of(message.conversationId(), Conversation.of(message)),
				Map.of(day(message.at()), message.at()), List.of(message));
	}

	static ChatHistory cleared(long at) {
		return new ChatHistory(at, Map.of(), Map.of(), List.of());
	}

	static LocalDate day(long at) {
		return Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).toLocalDate();
	}

	ChatHistory merge(ChatHistory other) {
		long cleared = Math.max(this.clearedAt, other.clearedAt);
		return new ChatHistory(cleared,
				merged(this.conversations, other.conversations, Conversation::later, Conversation::at, cleared),
				merged(this.days, other.days, Math::max, Long::longValue, cleared),
				Stream.concat(this.messages.stream(), other.messages.stream())
					.filter((message) -> message.at() > cleared)
					.distinct()
					.sorted(ChatMessage.NEWEST_FIRST)
					.limit(MAX_MESSAGES)
					.toList());
	}

	private static <K, V> Map<K, V> merged(Map<K, V> one, Map<K, V> other, BinaryOperator<V> later,
			ToLongFunction<V> at, long cleared) {
		Map<K, V> merged = new HashMap<>(one);
		other.forEach((key, value) -> merged.merge(key, value, later));
		merged.values().removeIf((value) -> at.applyAsLong(value) <= cleared);
		if (merged.size() <= MAX_ENTRIES) {
			return Map.copyOf(merged);
		}
		return merged.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((Map.Entry<K, V> entry) -> at.applyAsLong(entry.getValue())).reversed())
			.limit(MAX_ENTRIES)
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** What it takes in memory, in characters, estimated from above. */
	int size() {
		int entries = 200 * this.conversations.size() + 60 * this.days.size();
		return 200 + entries + this.messages.stream().mapToInt((message) -> 200 + message.text().length()).sum();
	}

}
