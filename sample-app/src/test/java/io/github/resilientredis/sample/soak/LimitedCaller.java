/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.util.function.Supplier;

import io.github.resilientredis.sample.SampleClient.Answer;

/**
 * Asks far more often than is allowed: is admitted, or told when to come again.
 */
final class LimitedCaller implements Client {

	private final String kind;

	private final SoakNode node;

	private final Supplier<Answer> call;

	private final int admitted;

	private final Limit limit;

	private final Calls calls;

	private final History history;

	LimitedCaller(String kind, SoakNode node, Supplier<Answer> call, int admitted, Limit limit, Calls calls,
			History history) {
		this.kind = kind;
		this.node = node;
		this.call = call;
		this.admitted = admitted;
		this.limit = limit;
		this.calls = calls;
		this.history = history;
	}

	@Override
	public void act() {
		Answer answer = this.calls.make(this.kind, toString(), this.node, this.call, this.admitted, 429);
		if (answer.status() == this.admitted) {
			this.limit.admitted();
		}
		else if (!answer.header("Retry-After").matches("[1-9][0-9]*")) {
			this.history.violated("no Retry-After", toString(), answer.response().headers().map().keySet().toString());
		}
	}

	@Override
	public String toString() {
		return this.kind + " at " + this.node;
	}

}
