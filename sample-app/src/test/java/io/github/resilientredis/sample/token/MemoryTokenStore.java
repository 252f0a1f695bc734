/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.github.resilientredis.token.TokenRevocationStore;
import io.github.resilientredis.token.TokenStatus;
import org.jspecify.annotations.Nullable;

/**
 * Revoked tokens in memory, and what a test wants to be told of the others.
 */
class MemoryTokenStore implements TokenRevocationStore {

	private final Map<String, Instant> revoked = new ConcurrentHashMap<>();

	private final Map<String, Instant> cutoffs = new ConcurrentHashMap<>();

	private volatile TokenStatus others = TokenStatus.ACCEPTED;

	private volatile boolean full;

	private final AtomicReference<@Nullable Runnable> during = new AtomicReference<>();

	/** What is said of tokens that are not revoked. */
	void others(TokenStatus status) {
		this.others = status;
	}

	Map<String, Instant> revoked() {
		return this.revoked;
	}

	/** What happens while the next revocation is on its way. */
	void duringNextRevocation(Runnable action) {
		this.during.set(action);
	}

	/** From now on nothing more can be kept. */
	void full() {
		this.full = true;
	}

	@Override
	public void revoke(String tokenId, Instant expiresAt) {
		if (this.full) {
			throw new IllegalStateException("full");
		}
		Runnable action = this.during.getAndSet(null);
		if (action != null) {
			action.run();
		}
		this.revoked.put(tokenId, expiresAt);
	}

	@Override
	public void revokeAll(String subject, Instant issuedBefore) {
		this.cutoffs.put(subject, issuedBefore);
	}

	@Override
	public TokenStatus check(String tokenId, @Nullable String subject, @Nullable Instant issuedAt) {
		Instant cutoff = (subject != null) ? this.cutoffs.get(subject) : null;
		boolean before = cutoff != null && (issuedAt == null || issuedAt.isBefore(cutoff));
		return (before || this.revoked.containsKey(tokenId)) ? TokenStatus.REVOKED : this.others;
	}

}
