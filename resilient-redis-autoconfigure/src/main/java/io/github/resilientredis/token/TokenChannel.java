/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.List;

import io.github.resilientredis.guard.NodeChannel;

/**
 * Hears from other nodes what they revoked.
 */
final class TokenChannel implements NodeChannel.Listener {

	private final TokenReplica replica;

	TokenChannel(TokenReplica replica) {
		this.replica = replica;
	}

	/** What cannot be read may have been a revocation. */
	@Override
	public void received(byte[] message) {
		List<Revocation> revocations = Revocation.ofMessage(message);
		if (revocations != null) {
			revocations.forEach(this.replica::learn);
		}
		else {
			this.replica.gap();
		}
	}

	@Override
	public void missed() {
		this.replica.gap();
	}

}
