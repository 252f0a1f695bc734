/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * The recovery of those who have nothing to recover: tries a write where writes were
 * refused. Commands: PSETEX of {@code <prefix>probe}.
 */
final class WriteProbe implements GuardRecovery {

	private static final RedisOperation PROBE = RedisOperation.once("guard.probe").writing();

	private final String key;

	WriteProbe(String keyPrefix) {
		this.key = keyPrefix + "probe";
	}

	@Override
	public boolean hasBacklog() {
		return false;
	}

	@Override
	public CompletableFuture<?> recover(RecoverySession session) {
		if (session.isRead()) {
			byte[] probed = this.key.getBytes(StandardCharsets.UTF_8);
			return session.send(PROBE, (redis) -> redis.psetex(probed, 1, new byte[0]))
				.thenAccept((reply) -> session.open(0));
		}
		session.open(0);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<?> recover(RecoverySession session, RecoveredMaster master) {
		byte[] own = master.key(this.key).getBytes(StandardCharsets.UTF_8);
		return session.send(PROBE.onKey(own), (redis) -> redis.psetex(own, 1, new byte[0]));
	}

}
