/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalRecord;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.RedisData;
import io.github.resilientredis.journal.ReplayHandler;
import io.github.resilientredis.journal.ReplayPhase;
import io.github.resilientredis.journal.ReplayTarget;
import org.jspecify.annotations.Nullable;

/**
 * Puts all revocations that this node knows, whoever made them, into a Redis that lost
 * data. One record stands for all of them, so that it always has room; it is replayed
 * before Redis is read again. What is there already is neither changed nor told again.
 */
final class PutBack implements ReplayHandler {

	static final int PAGE = 500;

	private static final JournalFeature FEATURE = new JournalFeature("token-put-back", ReplayPhase.ENDS, true, false,
			JournalShare.UNLIMITED);

	private static final byte[] KEY = { '*' };

	private static final byte[] NOTHING = {};

	private final TokenRedis redis;

	private final TokenReplica replica;

	PutBack(TokenRedis redis, TokenReplica replica) {
		this.redis = redis;
		this.replica = replica;
	}

	@Override
	public JournalFeature feature() {
		return FEATURE;
	}

	/** Also after a restart that lost less than the marker can tell. */
	@Override
	public void repeat(Journal journal, List<JournalRecord> written, boolean complete) {
		journal.append(FEATURE, KEY, NOTHING);
	}

	@Override
	public CompletableFuture<?> replay(ReplayTarget target, JournalRecord record, RedisData data) {
		CompletableFuture<@Nullable Object> done = new CompletableFuture<>();
		write(target, this.replica.tokens(), this.replica.tokens().live(), done);
		return done.thenCompose((tokens) -> {
			CompletableFuture<@Nullable Object> all = new CompletableFuture<>();
			write(target, this.replica.subjects(), this.replica.subjects().live(), all);
			return all;
		});
	}

	/** A page, and when Redis has it, the next. */
	private void write(ReplayTarget target, RevocationSet set, Iterator<Revocation> rest,
			CompletableFuture<@Nullable Object> done) {
		List<Revocation> page = new ArrayList<>();
		while (page.size() < PAGE && rest.hasNext()) {
			page.add(rest.next());
		}
		if (page.isEmpty()) {
			done.complete(null);
			return;
		}
		target.send(set.redisKey(), (commands) -> this.redis.write(commands, set, page))
			.whenComplete((told, failure) -> {
				if (failure != null) {
					done.completeExceptionally(failure);
				}
				else {
					write(target, set, rest, done);
				}
			});
	}

}
