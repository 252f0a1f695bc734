/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.util.List;

import io.github.resilientredis.sample.store.LocalCopies;

import org.springframework.stereotype.Component;

/**
 * Puts notifications into the inboxes in this node's memory.
 */
@Component
class InboxSender implements NotificationSender {

	private static final long MAX_CHARACTERS = 8_000_000;

	private final LocalCopies<Inbox> inboxes = new LocalCopies<>(MAX_CHARACTERS, Inbox::size, Inbox::merge);

	@Override
	public void send(String user, Notification notification) {
		this.inboxes.add(user, new Inbox(List.of(notification)));
	}

	/**
	 * Learn what Redis has.
	 * @param user whose inbox
	 * @param stored what it holds
	 * @return the inbox now
	 */
	Inbox add(String user, Inbox stored) {
		return this.inboxes.add(user, stored);
	}

	Inbox inbox(String user) {
		return this.inboxes.find(user).orElse(Inbox.EMPTY);
	}

}
