/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The links that were in use before, as the server knows them. What was written to one of
 * them may still wait in its queues, and would land after what is replayed on the next
 * one; so before a replay they are ended at the server, by their numbers, which takes
 * effect at once. Numbers mean nothing in another run of the server: with that run, all
 * its connections ended.
 *
 * <p>
 * Filled by the supervisor's thread, at most one a connection; shortened by whoever
 * receives the server's answer. What could not be asked stays for the next time.
 */
final class EarlierLinks {

	private static final int MAX_REMEMBERED = 64;

	private final Queue<LinkIdentity> identities = new ConcurrentLinkedQueue<>();

	/**
	 * End the links before this one, and remember this one.
	 * @param link the link to go on with
	 * @param identity what the server calls it
	 * @return whether something may still arrive through an earlier one; never fails
	 */
	CompletableFuture<Boolean> endBefore(Link link, LinkIdentity identity) {
		CompletableFuture<Boolean> overtaken = CompletableFuture.completedFuture(false);
		for (LinkIdentity earlier : this.identities) {
			overtaken = overtaken.thenCombine(mayStillArrive(link, identity, earlier), Boolean::logicalOr);
		}
		this.identities.add(identity);
		if (this.identities.size() > MAX_REMEMBERED) {
			this.identities.poll();
		}
		return overtaken;
	}

	private CompletableFuture<Boolean> mayStillArrive(Link link, LinkIdentity current, LinkIdentity earlier) {
		Long clientId = earlier.clientId();
		String run = earlier.serverRun();
		if (clientId == null || run == null || !run.equals(current.serverRun())) {
			this.identities.remove(earlier);
			boolean gone = run != null && current.serverRun() != null && !run.equals(current.serverRun());
			return CompletableFuture.completedFuture(!gone);
		}
		return link.end(clientId).toCompletableFuture().handle((ended, failure) -> {
			if (failure == null) {
				this.identities.remove(earlier);
			}
			return failure != null || !ended;
		});
	}

}
