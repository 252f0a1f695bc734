/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a link: connect and shake hands within the connect timeout, then
 * answer a probe no slower than a call that counts as slow: an answer slower than that
 * would open the circuit again at once. A link that arrives after its time is closed by
 * whoever completes it.
 */
final class ConnectionAttempt {

	private final LinkFactory links;

	private final Duration connectTimeout;

	private final Duration probeLimit;

	ConnectionAttempt(LinkFactory links, GuardSettings settings) {
		this.links = links;
		this.connectTimeout = settings.connectTimeout();
		this.probeLimit = settings.circuitBreaker().slowCallDuration();
	}

	CompletableFuture<Link> begin() {
		CompletableFuture<Link> opened = new CompletableFuture<>();
		connect().whenComplete((link, failure) -> {
			if (failure != null) {
				opened.completeExceptionally(failure);
			}
			else if (!opened.complete(link)) {
				link.close();
			}
		});
		return NoAnswer.limit(opened, this.connectTimeout).thenCompose(this::prove);
	}

	private CompletionStage<Link> connect() {
		try {
			return this.links.connect();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletableFuture<Link> prove(Link link) {
		CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
		link.probe().whenComplete((value, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				answer.complete(value);
			}
		});
		return NoAnswer.limit(answer, this.probeLimit).handle((value, failure) -> {
			if (failure == null) {
				return CompletableFuture.completedFuture(link);
			}
			link.close();
			return CompletableFuture.<Link>failedFuture(failure);
		}).thenCompose((future) -> future);
	}

}
