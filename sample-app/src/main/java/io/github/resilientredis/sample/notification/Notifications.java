/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.DurableWrites;
import io.github.resilientredis.journal.JournalFullException;
import io.github.resilientredis.journal.WriteOutcome;
import io.github.resilientredis.sample.store.Stamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;

/**
 * Tells users something. Delivery does not wait for Redis, and a notification that cannot
 * be stored is delivered all the same.
 */
@Service
public class Notifications {

	private static final Logger logger = LoggerFactory.getLogger(Notifications.class);

	private static final RedisOperation READ = RedisOperation.idempotent("notifications.read");

	private final RedisGuard guard;

	private final DurableWrites writes;

	private final List<NotificationSender> senders;

	private final InboxSender inboxes;

	private final JsonMapper json;

	private final Stamps stamps;

	Notifications(RedisGuard guard, DurableWrites writes, List<NotificationSender> senders, InboxSender inboxes,
			JsonMapper json, Clock clock) {
		this.guard = guard;
		this.writes = writes;
		this.senders = List.copyOf(senders);
		this.inboxes = inboxes;
		this.json = json;
		this.stamps = new Stamps(clock);
	}

	/**
	 * Tell a user something.
	 * @param user the user's id
	 * @param title one line
	 * @param body may be empty
	 * @return what became of it
	 */
	public Told tell(String user, String title, String body) {
		Notification notification = new Notification(UUID.randomUUID().toString(), title, body, this.stamps.next());
		boolean delivered = false;
		for (NotificationSender sender : this.senders) {
			delivered |= deliver(sender, user, notification);
		}
		return new Told(notification.id(), delivered, store(user, notification));
	}

	private static boolean deliver(NotificationSender sender, String user, Notification notification) {
		try {
			sender.send(user, notification);
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Notification {} was not delivered by {}", notification.id(), sender.getClass().getSimpleName(),
					ex);
			return false;
		}
	}

	private Stored store(String user, Notification notification) {
		try {
			WriteOutcome outcome = this.writes.submit(NotificationWrites.TYPE, NotificationWrites.key(user),
					this.json.writeValueAsBytes(notification));
			return switch (outcome) {
				case APPLIED -> Stored.NOW;
				case JOURNALLED -> Stored.LATER;
				case LOCAL -> Stored.NEVER;
			};
		}
		catch (JournalFullException ex) {
			logger.debug("Notification {} is delivered and not stored", notification.id(), ex);
			return Stored.NEVER;
		}
	}

	/**
	 * ZREVRANGE, together with what was delivered here.
	 * @param user whose
	 * @return the newest; what this node knows if Redis is away
	 */
	Inbox inbox(String user) {
		try {
			byte[] key = NotificationWrites.key(user);
			List<Notification> stored = this.guard.await(READ.onKey(key),
					(redis) -> redis.zrevrange(key, 0, Inbox.MOST - 1L)
						.thenApply((members) -> members.stream().map(this::notification).toList()));
			return this.inboxes.add(user, new Inbox(stored));
		}
		catch (RedisUnavailableException ex) {
			return this.inboxes.inbox(user);
		}
	}

	private Notification notification(byte[] member) {
		return this.json.readValue(member, Notification.class);
	}

	/** Whether Redis has a notification. */
	public enum Stored {

		/** It has. */
		NOW,

		/** It will have it when it can be written. */
		LATER,

		/** There is no Redis, or the journal is full: memory is all there is. */
		NEVER

	}

	/**
	 * What became of a notification.
	 *
	 * @param id its id
	 * @param delivered whether somebody took it
	 * @param stored whether Redis has it
	 */
	public record Told(String id, boolean delivered, Stored stored) {

	}

}
