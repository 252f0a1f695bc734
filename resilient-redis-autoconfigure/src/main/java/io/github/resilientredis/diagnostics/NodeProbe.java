/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Clock;

import io.github.resilientredis.guard.RedisTarget;

/**
 * Asks one server all there is to ask of it.
 */
final class NodeProbe {

	private final DiagnosisSettings settings;

	private final RedisTarget target;

	private final Clock clock;

	private final Unanswered unanswered;

	NodeProbe(DiagnosisSettings settings, RedisTarget target, Clock clock, Unanswered unanswered) {
		this.settings = settings;
		this.target = target;
		this.clock = clock;
		this.unanswered = unanswered;
	}

	NodeFacts ask(Node node) {
		Answer info = node.ask("INFO");
		this.unanswered.note("INFO", info);
		ConfigValues config = ConfigValues.ask(node);
		this.unanswered.note("CONFIG GET", config.answer());
		InfoFacts facts = new InfoFacts(new InfoText(info.text()), config);
		NodeFacts.Server server = facts.server();
		return new NodeFacts(node.address(), Loopback.isLoopback(node.address()),
				(server != null) ? server : greeting(node), facts.memory(), facts.clients(), facts.persistence(),
				facts.replication(), config.exposure(), SlowLogProbe.read(node, this.unanswered),
				LatencyProbe.measure(node, this.target.mode() == RedisTarget.Mode.CLUSTER),
				ClockProbe.measure(node, this.clock, this.unanswered),
				KeySampler.sample(node, this.settings, this.unanswered));
	}

	/** The greeting of the newer protocol tells the version to everybody. */
	private static NodeFacts.Server greeting(Node node) {
		var fields = node.ask("HELLO").map();
		return new NodeFacts.Server(fields.containsKey("version") ? Answer.text(fields.get("version")) : "unknown",
				fields.containsKey("mode") ? Answer.text(fields.get("mode")) : "unknown", null);
	}

}
