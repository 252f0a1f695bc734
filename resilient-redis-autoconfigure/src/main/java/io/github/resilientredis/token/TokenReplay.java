/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayTarget;

import org.springframework.util.Assert;

/**
 * Puts revocations into Redis that it missed, and tells the other nodes. What Redis has
 * lost of what is in memory is {@link PutBack}'s.
 */
final class TokenReplay implements ReplayHandler {

	private final TokenWrites writes;

	private final TokenRedis redis;

	private final TokenReplica replica;

	TokenReplay(TokenWrites writes, TokenRedis redis, TokenReplica replica) {
		this.writes = writes;
		this.redis = redis;
		this.replica = replica;
	}

	@Override
	public JournalFeature feature() {
		return TokenWrites.REVOCATIONS;
	}

	@Override
	public CompletableFuture<?> replay(ReplayTarget target, JournalRecord record, RedisData data) {
		Revocation revocation = Revocation.of(record);
		Assert.notNull(revocation, "not a revocation");
		RevocationSet set = this.replica.set(revocation.kind());
		if (revocation.score() < set.liveFrom()) {
			return CompletableFuture.completedFuture(null);
		}
		return target.send(set.redisKey(), (commands) -> this.redis.write(commands, set, List.of(revocation)))
			.thenAccept((told) -> this.writes.settled(revocation));
	}

	@Override
	public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		written.stream()
			.filter((record) -> !this.writes.isKnown(record))
			.filter((record) -> !journal.isPending(feature(), record.key()))
			.forEach((record) -> journal.append(feature(), record.key(), record.payload()));
	}

	/** What was published while this node could not listen was missed. */
	@Override
	public void reading(RedisData data) {
		this.replica.gap();
	}

}
