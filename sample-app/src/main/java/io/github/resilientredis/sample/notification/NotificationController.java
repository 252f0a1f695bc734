/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.resilientredis.sample.account.CurrentUser;
import io.github.resilientredis.sample.notification.Notifications.Stored;
import io.github.resilientredis.sample.notification.Notifications.Told;
import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The inbox.
 */
@RestController
class NotificationController {

	private final Notifications notifications;

	NotificationController(Notifications notifications) {
		this.notifications = notifications;
	}

	@PostMapping({ "/api/notifications", "/api/notifications/" })
	Delivered send(@Valid @RequestBody NotificationRequest request, CurrentUser current) {
		return Delivered.of(this.notifications.tell(current.id(), Objects.requireNonNull(request.title()),
				Objects.requireNonNullElse(request.body(), "")));
	}

	@GetMapping({ "/api/notifications", "/api/notifications/" })
	List<Received> inbox(CurrentUser current) {
		return this.notifications.inbox(current.id()).notifications().stream().map(Received::of).toList();
	}

	/**
	 * What became of a notification.
	 *
	 * @param id its id
	 * @param delivered whether somebody took it
	 * @param stored whether Redis has it
	 * @param storedLater whether Redis will have it when it can be written
	 */
	record Delivered(String id, boolean delivered, boolean stored, boolean storedLater) {

		static Delivered of(Told told) {
			return new Delivered(told.id(), told.delivered(), told.stored() == Stored.NOW,
					told.stored() == Stored.LATER);
		}

	}

	/**
	 * One in the inbox, newest first.
	 */
	record Received(String id, String title, String body, Instant at) {

		static Received of(Notification notification) {
			return new Received(notification.id(), notification.title(), notification.body(),
					Instant.ofEpochMilli(notification.at()));
		}

	}

}
