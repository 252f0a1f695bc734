/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;

/**
 * What a proxy does to the traffic.
 *
 * @param flows whether anything is forwarded
 * @param delay of each reply
 * @param cut which replies end in the middle
 */
record ProxyMode(boolean flows, Duration delay, Cut cut) {

	static ProxyMode pass() {
		return new ProxyMode(true, Duration.ZERO, Cut.NONE);
	}

	static ProxyMode delay(Duration each) {
		return new ProxyMode(true, each, Cut.NONE);
	}

	static ProxyMode blackHole() {
		return new ProxyMode(false, Duration.ZERO, Cut.NONE);
	}

	static ProxyMode cutNextReply() {
		return new ProxyMode(true, Duration.ZERO, Cut.NEXT);
	}

	static ProxyMode cutEveryReply() {
		return new ProxyMode(true, Duration.ZERO, Cut.EVERY);
	}

	enum Cut {

		NONE, NEXT, EVERY

	}

}
