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

	CompletableFuture<ProvenLink> begin() {
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

	private CompletableFuture<ProvenLink> prove(Link link) {
		return link.prove(this.probeLimit).handle((identity, failure) -> {
			if (failure == null) {
				return CompletableFuture.completedFuture(new ProvenLink(link, identity));
			}
			link.close();
			return CompletableFuture.<ProvenLink>failedFuture(failure);
		}).thenCompose((future) -> future);
	}

}
