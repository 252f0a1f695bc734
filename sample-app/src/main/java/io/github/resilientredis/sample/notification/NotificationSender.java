/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.notification;

/**
 * A way to reach a user without Redis. Declare a bean for each. Thread-safe; must not
 * wait for a network.
 */
interface NotificationSender {

	/**
	 * Deliver, or take over to be delivered.
	 * @param user whom to tell
	 * @param notification what
	 */
	void send(String user, Notification notification);

}
