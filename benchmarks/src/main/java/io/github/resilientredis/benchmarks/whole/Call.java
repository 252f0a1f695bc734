/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

/**
 * A request on its way.
 *
 * @param request what is asked
 * @param intended when it is due, by {@link System#nanoTime()}
 * @param listener is told what becomes of it, by the thread of the client
 */
record Call(Request request, long intended, Listener listener) {

	/**
	 * Learns what becomes of a call.
	 */
	interface Listener {

		/** The client has taken it on, maybe to wait for a connection. */
		void begun(Call call, long at);

		/** It has been answered rightly, or it has failed. Comes once. */
		void ended(Call call, boolean good, long at);

	}

}
