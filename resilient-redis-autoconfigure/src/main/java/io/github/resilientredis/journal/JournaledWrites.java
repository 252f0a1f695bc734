/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link DurableWrites} over the guard and the journal. A write is announced to the
 * journal before it is sent, so that the next one of its key queues behind it, whatever
 * becomes of it. Immutable once made.
 */
public final class JournaledWrites implements DurableWrites {

	private final RedisGuard guard;

	private final RecoveringJournal journal;

	private final Map<String, Type> types = new TreeMap<>();

	/**
	 * Create it.
	 * @param guard the way to Redis
	 * @param journal keeps what Redis misses
	 * @param handlers one for each type
	 */
	public JournaledWrites(RedisGuard guard, RecoveringJournal journal, Collection<DurableWriteHandler> handlers) {
		this.guard = guard;
		this.journal = journal;
		for (DurableWriteHandler handler : handlers) {
			Type type = new Type(handler);
			Assert.isNull(this.types.put(handler.type(), type),
					() -> "There are two DurableWriteHandlers of type '" + handler.type() + "'");
			journal.register(type);
		}
	}

	@Override
	public WriteOutcome submit(String type, byte[] key, byte[] payload) {
		try {
			return submitAsync(type, key, payload).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	@Override
	public CompletableFuture<WriteOutcome> submitAsync(String type, byte[] key, byte[] payload) {
		Type known = (type != null) ? this.types.get(type) : null;
		Assert.notNull(known,
				() -> "No DurableWriteHandler has type '" + type + "'. There are: " + this.types.keySet());
		Assert.notNull(key, "'key' must not be null");
		Assert.notNull(payload, "'payload' must not be null");
		if (this.guard.getState() == GuardState.LOCAL_ONLY) {
			return CompletableFuture.completedFuture(WriteOutcome.LOCAL);
		}
		try {
			JournalEntry entry = this.journal.store().begin(known.feature(), key, payload);
			if (entry == null) {
				return this.journal.append(known.feature(), key, payload).thenApply((kept) -> kept());
			}
			return send(known, entry);
		}
		catch (JournalFullException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletableFuture<WriteOutcome> send(Type type, JournalEntry entry) {
		JournalRecord record = entry.record();
		return this.guard
			.<@Nullable Object>submit(type.operation.onKey(record.key()),
					(redis) -> type.apply(redis, record).thenApply((done) -> done))
			.handle((done, failure) -> ended(type, entry, failure));
	}

	private WriteOutcome ended(Type type, JournalEntry entry, @Nullable Throwable failure) {
		Throwable cause = (failure != null) ? Failures.cause(failure) : null;
		if (cause instanceof RedisUnavailableException) {
			this.journal.failed(entry);
			return kept();
		}
		if (cause != null) {
			this.journal.withdrawn(entry);
			throw (cause instanceof RuntimeException own) ? own : new CompletionException(cause);
		}
		// First, so that at each moment it is pending or remembered.
		this.journal.wrote(type.feature(), entry.record().key(), entry.record().payload());
		this.journal.applied(entry);
		return WriteOutcome.APPLIED;
	}

	/** Asked after it was kept: what is kept before the journal is closed is in it. */
	private WriteOutcome kept() {
		if (this.journal.isClosed()) {
			throw new IllegalStateException("The write is not kept, because the application is ending");
		}
		return WriteOutcome.JOURNALLED;
	}

	/** A handler as the journal knows it. */
	private static final class Type implements ReplayHandler {

		private final DurableWriteHandler handler;

		private final JournalFeature feature;

		private final RedisOperation operation;

		Type(DurableWriteHandler handler) {
			this.handler = handler;
			this.feature = new JournalFeature("write." + handler.type(), ReplayPhase.WRITES, handler.isReplacing(),
					false, JournalShare.ORDINARY);
			this.operation = RedisOperation.once(this.feature.name()).writing();
		}

		CompletionStage<?> apply(RedisClusterAsyncCommands<byte[], byte[]> redis, JournalRecord record) {
			return this.handler.apply(redis, record.key(), record.payload());
		}

		@Override
		public JournalFeature feature() {
			return this.feature;
		}

		@Override
		public byte[] keyOf(JournalRecord record) {
			return record.key();
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			return redis.<@Nullable Object>send((commands) -> apply(commands, record).thenApply((done) -> done));
		}

	}

}
