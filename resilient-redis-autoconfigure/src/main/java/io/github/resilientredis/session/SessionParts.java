/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a repository share.
 *
 * @param guard the way to Redis
 * @param channel tells the other nodes
 * @param redis sends the scripts
 * @param format reads and writes fields
 * @param memory what this node knows
 * @param journal keeps what Redis misses
 * @param database where sessions are, too; {@code null} if nowhere
 * @param doubt whether the database knows more than Redis
 * @param notice tells the other nodes that it does
 * @param fallback what takes the place of Redis
 */
record SessionParts(RedisGuard guard, NodeChannel channel, RedisSessions redis, SessionFormat format,
		SessionMemory memory, SessionJournal journal, @Nullable SessionDatabase database, Doubt doubt,
		BehindNotice notice, SessionFallback fallback) {

	static SessionParts of(SessionBackend backend, SessionSettings settings, SessionFormat format,
			SessionLayout layout) {
		SessionJournal journal = new SessionJournal(backend.guard(), backend.journal());
		RedisSessions redis = new RedisSessions(new SessionKeys(settings.keyPrefix(), settings.namespace()), format,
				layout, backend.channel());
		return new SessionParts(backend.guard(), backend.channel(), redis, format,
				new SessionMemory(settings, journal, backend.clock()), journal, backend.database(),
				new Doubt(backend.guard()), new BehindNotice(backend.guard(), backend.channel()), settings.fallback());
	}

	/** Redis is away: fails if the settings ask for nothing in its place. */
	void refuseIfNothingElse(RedisUnavailableException cause) {
		if (this.fallback == SessionFallback.NONE && cause.getState() != GuardState.LOCAL_ONLY) {
			throw new SessionUnavailableException(cause);
		}
	}

	/** Redis misses something that was written. */
	void behind() {
		if (this.database != null) {
			this.doubt.begin();
			this.notice.give();
		}
	}

}
