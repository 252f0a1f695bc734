/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.resilientredis.journal.WriteOutcome;
import io.github.resilientredis.sample.account.CurrentUser;
import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Chats are saved, whatever Redis does, and read.
 */
@RestController
class ChatController {

	private final Companion companion;

	ChatController(Companion companion) {
		this.companion = companion;
	}

	@PostMapping({ "/api/chat/save", "/api/chat/save/" })
	ChatSaved save(@Valid @RequestBody ChatSaveRequest request, CurrentUser current) {
		String user = OwnData.require(request.userId(), current);
		// Validation has seen to it that nothing is missing.
		return ChatSaved.of(this.companion.save(user, Objects.requireNonNull(request.conversationId()),
				Objects.requireNonNull(request.message()), Objects.requireNonNull(request.mood())));
	}

	@GetMapping({ "/api/chat", "/api/chat/" })
	Messages messages(@Valid ChatQuery query, CurrentUser current) {
		Companion.Known known = this.companion.historyWithMessages(OwnData.require(query.userId(), current));
		String wanted = query.conversationId();
		return new Messages(known.history()
			.messages()
			.stream()
			.filter((message) -> wanted == null || message.conversationId().equals(wanted))
			.map(Messages.Message::of)
			.toList(), known.redisHealthy());
	}

	/**
	 * What became of a message.
	 *
	 * @param saved always
	 * @param outcome {@code applied}: Redis has it; {@code journalled}: Redis will have
	 * it; {@code local}: the application runs without Redis
	 * @param redisHealthy whether Redis has it
	 */
	record ChatSaved(boolean saved, String outcome, boolean redisHealthy) {

		static ChatSaved of(WriteOutcome outcome) {
			return new ChatSaved(true, outcome.name().toLowerCase(Locale.ROOT), outcome == WriteOutcome.APPLIED);
		}

	}

	/**
	 * The newest messages.
	 *
	 * @param messages newest first
	 * @param redisHealthy whether Redis has answered and takes writes
	 */
	record Messages(List<Message> messages, boolean redisHealthy) {

		/**
		 * A message.
		 */
		record Message(String id, String conversationId, String message, int mood, Instant at) {

			static Message of(ChatMessage message) {
				return new Message(message.id(), message.conversationId(), message.text(), message.mood(),
						Instant.ofEpochMilli(message.at()));
			}

		}

	}

}
