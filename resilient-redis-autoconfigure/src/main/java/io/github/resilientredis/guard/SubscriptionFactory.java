/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

/**
 * Opens the channel's connections. Called by the channel's own thread only.
 */
interface SubscriptionFactory {

	/**
	 * Whether there are subscriptions with this configuration. Any thread.
	 * @return {@code false} if connecting is no use
	 */
	boolean isSupported();

	/**
	 * Open a connection, preparing the client first if need be.
	 * @param reception who is told what arrives on it, and that it was lost
	 * @return a stage that ends with the connection once its handshake is done
	 */
	CompletionStage<Subscription> connect(Reception reception);

	/** Release the client and whatever is still connecting. Can be used again. */
	void stop();

}
