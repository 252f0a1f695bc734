/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One attempt to hear the channel: connect and shake hands within the connect timeout,
 * then have the subscription confirmed within the same time. What arrives too late is
 * closed.
 */
final class SubscriptionAttempt {

	private final SubscriptionFactory factory;

	private final Duration limit;

	SubscriptionAttempt(SubscriptionFactory factory, Duration limit) {
		this.factory = factory;
		this.limit = limit;
	}

	CompletableFuture<Subscription> begin(Reception reception) {
		CompletableFuture<Subscription> connected = new CompletableFuture<>();
		connect(reception).whenComplete((subscription, failure) -> {
			if (failure != null) {
				connected.completeExceptionally(failure);
			}
			else if (!connected.complete(subscription)) {
				subscription.close();
			}
		});
		return NoAnswer.limit(connected, this.limit).thenCompose(this::subscribe);
	}

	private CompletionStage<Subscription> connect(Reception reception) {
		try {
			return this.factory.connect(reception);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletableFuture<Subscription> subscribe(Subscription subscription) {
		CompletableFuture<Subscription> confirmed = new CompletableFuture<>();
		subscription.subscribe().whenComplete((answer, failure) -> {
			if (failure != null) {
				confirmed.completeExceptionally(failure);
			}
			else {
				confirmed.complete(subscription);
			}
		});
		return NoAnswer.limit(confirmed, this.limit).whenComplete((same, failure) -> {
			if (failure != null) {
				subscription.close();
			}
		});
	}

}
