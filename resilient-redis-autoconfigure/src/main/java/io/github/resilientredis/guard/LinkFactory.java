/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

/**
 * Opens links. Called by the guard's own thread only.
 */
interface LinkFactory {

	/**
	 * Open a connection, preparing the client first if need be.
	 * @return a stage that ends with the link once its handshake is done
	 */
	CompletionStage<Link> connect();

	/** Where the links lead. */
	RedisTarget target();

	/** Release the client and whatever is still connecting. */
	void stop();

}
