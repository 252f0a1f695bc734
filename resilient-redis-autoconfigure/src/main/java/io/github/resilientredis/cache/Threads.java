/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import io.netty.util.concurrent.FastThreadLocalThread;
import reactor.core.scheduler.Schedulers;

/**
 * Tells threads that may wait from those that may not.
 */
final class Threads {

	private Threads() {
	}

	/**
	 * Whether this thread may wait for Redis: not the event loops of Netty (the Redis
	 * client's own among them) and not the non-blocking threads of Reactor.
	 */
	static boolean mayWait() {
		return !(Thread.currentThread() instanceof FastThreadLocalThread) && !Schedulers.isInNonBlockingThread();
	}

}
