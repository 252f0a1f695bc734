/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.List;

/**
 * A situation in which {@link SessionRatios} compares sides.
 *
 * @param name by which it is chosen
 * @param changing whether a request changes an attribute
 * @param away whether our node is cut off from Redis; the other never is
 * @param target how many times the time of the other side is aimed at, or less
 */
record SessionPart(String name, boolean changing, boolean away, double target) {

	static List<SessionPart> all() {
		return List.of(new SessionPart("touch", false, false, 0.7), new SessionPart("change", true, false, 0.7),
				new SessionPart("touch-away", false, true, 0.2), new SessionPart("change-away", true, true, 0.2));
	}

}
