/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Clock;
import java.time.Instant;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalFullException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * Revocations on the guard and the journal. Each node has all of them in memory, hears of
 * new ones from the others, and answers from there; Redis is asked only while that is not
 * known to be complete.
 *
 * <p>
 * A revocation is never taken back and its end only grows. So copies of it can be merged
 * in any order, any number of times: into Redis by several nodes, after an outage, after
 * a loss of data; and a node may forget one that is long past without asking anybody.
 *
 * <p>
 * Thread-safe. What changes is in {@link TokenReplica} and {@link RevocationSet}.
 */
public final class GuardedTokenRevocationStore implements TokenRevocationStore, InitializingBean, DisposableBean {

	/** The end of what can be written with a year of four digits. */
	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final NodeChannel channel;

	private final TokenReplica replica;

	private final RevocationSet tokens;

	private final RevocationSet subjects;

	private final TokenRedis redis;

	private final TokenWrites writes;

	private final TokenUpkeep upkeep;

	private final TokenFallback onOutage;

	/**
	 * Create the store.
	 * @param guard the way to Redis
	 * @param journal keeps what Redis missed, and tells when Redis lost data
	 * @param channel tells the other nodes, and hears them
	 * @param settings how revocations are kept
	 * @param clock tells the time, as close to that of other nodes as it can
	 */
	public GuardedTokenRevocationStore(RedisGuard guard, Journal journal, NodeChannel channel, TokenSettings settings,
			Clock clock) {
		this.channel = channel;
		this.replica = new TokenReplica(settings, clock);
		this.tokens = this.replica.tokens();
		this.subjects = this.replica.subjects();
		this.redis = new TokenRedis(guard, channel);
		this.writes = new TokenWrites(guard, journal, this.redis, this.replica);
		this.upkeep = new TokenUpkeep(guard, channel, this.replica, new ReplicaReload(this.replica, this.redis, clock),
				clock);
		this.onOutage = settings.onOutage();
		if (guard.getState() == GuardState.LOCAL_ONLY) {
			this.replica.loaded(0, clock.millis());
		}
		this.writes.remember();
		journal.register(new TokenReplay(this.writes, this.redis, this.replica));
		journal.register(new PutBack(this.redis, this.replica));
		channel.subscribe(TokenRedis.TOPIC, new TokenChannel(this.replica));
	}

	/**
	 * {@inheritDoc}
	 * @throws JournalFullException if Redis is away and there is no room to keep it; then
	 * it may be refused by this node, but that is not to be relied on
	 * @throws IllegalStateException if there is no room in the memory of an application
	 * without Redis
	 */
	@Override
	public void revoke(String tokenId, Instant expiresAt) {
		long score = bounded(expiresAt).toEpochMilli();
		if (score >= this.tokens.liveFrom()) {
			this.writes.revoke(new Revocation(RevocationKind.TOKEN, TokenNames.of(tokenId), score));
		}
	}

	/**
	 * {@inheritDoc}
	 * @throws JournalFullException as {@link #revoke} does
	 * @throws IllegalStateException as {@link #revoke} does
	 */
	@Override
	public void revokeAll(String subject, Instant issuedBefore) {
		long score = bounded(issuedBefore).getEpochSecond();
		if (score >= this.subjects.liveFrom()) {
			this.writes.revoke(new Revocation(RevocationKind.SUBJECT, TokenNames.of(subject), score));
		}
	}

	/** Milliseconds of what is far away would not fit. */
	private static Instant bounded(Instant moment) {
		return moment.isAfter(LATEST) ? LATEST : moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment;
	}

	@Override
	public TokenStatus check(String tokenId, @Nullable String subject, @Nullable Instant issuedAt) {
		String token = TokenNames.of(tokenId);
		if (this.tokens.score(token) != null) {
			return TokenStatus.REVOKED;
		}
		if (subject != null && !this.subjects.isEmpty()) {
			Long cutOff = this.subjects.score(TokenNames.of(subject));
			if (cutOff != null && isBefore(issuedAt, cutOff)) {
				return TokenStatus.REVOKED;
			}
		}
		// Trust first: it is taken away before a gap is told.
		if (this.channel.isTrusted() && this.replica.isComplete()) {
			return TokenStatus.ACCEPTED;
		}
		return ask(token, (subject != null) ? TokenNames.of(subject) : null, issuedAt);
	}

	private TokenStatus ask(String token, @Nullable String subject, @Nullable Instant issuedAt) {
		try {
			TokenRedis.Found found = this.redis.ask(this.tokens, token, this.subjects, subject);
			if (found.first() != null) {
				this.replica.learn(new Revocation(RevocationKind.TOKEN, token, found.first().longValue()));
				return TokenStatus.REVOKED;
			}
			if (subject != null && found.second() != null) {
				long cutOff = found.second().longValue();
				this.replica.learn(new Revocation(RevocationKind.SUBJECT, subject, cutOff));
				return isBefore(issuedAt, cutOff) ? TokenStatus.REVOKED : TokenStatus.ACCEPTED;
			}
			return TokenStatus.ACCEPTED;
		}
		catch (RedisUnavailableException ex) {
			return unknown(issuedAt);
		}
		catch (RuntimeException ex) {
			this.upkeep.complain(ex);
			return unknown(issuedAt);
		}
	}

	/** Not known to be revoked, and nobody to ask. */
	private TokenStatus unknown(@Nullable Instant issuedAt) {
		if (this.onOutage == TokenFallback.LOCAL) {
			return TokenStatus.ACCEPTED;
		}
		long asOf = this.replica.completeAsOf();
		// A token that was issued in the same second may have been issued after it.
		return (asOf != TokenReplica.NEVER && issuedAt != null
				&& isBefore(issuedAt, Instant.ofEpochMilli(asOf).getEpochSecond())) ? TokenStatus.ACCEPTED
						: TokenStatus.UNVERIFIED;
	}

	private static boolean isBefore(@Nullable Instant issuedAt, long second) {
		return issuedAt == null || issuedAt.getEpochSecond() < second;
	}

	/**
	 * What this node knows; a read of memory.
	 * @return the status
	 */
	public TokenReplicaStatus getStatus() {
		boolean complete = this.channel.isTrusted() && this.replica.isComplete();
		long asOf = this.replica.completeAsOf();
		return new TokenReplicaStatus(complete, (asOf != TokenReplica.NEVER) ? Instant.ofEpochMilli(asOf) : null,
				this.tokens.size(), this.subjects.size());
	}

	/**
	 * Begin to read what is in Redis. To be called once.
	 */
	@Override
	public void afterPropertiesSet() {
		this.upkeep.start();
	}

	/**
	 * End the thread.
	 */
	@Override
	public void destroy() {
		this.upkeep.stop();
	}

}
