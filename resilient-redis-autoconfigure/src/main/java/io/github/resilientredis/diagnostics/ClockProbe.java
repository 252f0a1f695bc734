/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Compares the server's clock with ours. The server read its clock some time between
 * question and answer; half of the round trip is the best guess and at most half of it is
 * the error (Cristian, Probabilistic clock synchronization, 1989).
 */
final class ClockProbe {

	private ClockProbe() {
	}

	/** The difference; unknown if the server does not tell its time. */
	static NodeFacts.@Nullable Clock measure(Node node, Clock clock, Unanswered unanswered) {
		long before = clock.millis();
		long sent = System.nanoTime();
		Answer answer = node.ask("TIME");
		double roundTrip = (System.nanoTime() - sent) / 1e6;
		List<?> parts = answer.list();
		if (unanswered.note("TIME", answer) || parts.size() < 2) {
			return null;
		}
		Long seconds = Answer.reply(parts.get(0)).number();
		Long micros = Answer.reply(parts.get(1)).number();
		return (seconds != null && micros != null) ? compare(seconds * 1000.0 + micros / 1000.0, before, roundTrip)
				: null;
	}

	static NodeFacts.Clock compare(double server, double asked, double roundTrip) {
		return new NodeFacts.Clock(Math.round(server - (asked + roundTrip / 2)), Math.ceil(roundTrip / 2));
	}

}
