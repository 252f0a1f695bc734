/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Writes a line for each notification, in place of a push service or a mail server. What
 * it says stays between it and its user.
 */
@Component
class LogSender implements NotificationSender {

	private static final Logger logger = LoggerFactory.getLogger(LogSender.class);

	@Override
	public void send(String user, Notification notification) {
		logger.info("Notification {} delivered to user {}", notification.id(), user);
	}

}
