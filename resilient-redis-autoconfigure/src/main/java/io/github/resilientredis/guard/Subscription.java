/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

/**
 * A connection of its own for hearing the channel. Never reconnects: one that failed is
 * replaced, so that a gap cannot pass unnoticed.
 */
interface Subscription {

	/**
	 * Begin to hear.
	 * @return ends when the server has confirmed it
	 */
	CompletionStage<?> subscribe();

	/** Close without waiting. */
	void close();

}
