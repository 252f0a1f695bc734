/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.resilientredis.guard.Failures;
import io.github.resilientredis.guard.RecoveredMaster;
import io.github.resilientredis.guard.RecoverySession;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether Redis still has what this node wrote, master by master. Of a Cluster, a
 * master that is away is left out; its turn comes when it answers.
 *
 * <p>
 * The watches are made on the journal's thread, one for each master that was ever met.
 */
final class DataWatch {

	private final Map<String, MasterWatch> watches = new ConcurrentHashMap<>();

	private final String markerKey;

	private final MarkerNotes notes;

	private final JournalStore store;

	private final WriteHistory history;

	private final ReplayHandlers handlers;

	private final Journal journal;

	private final Executor thread;

	DataWatch(String markerKey, JournalStore store, WriteHistory history, ReplayHandlers handlers, Journal journal,
			Executor thread) {
		this.markerKey = markerKey;
		this.notes = new MarkerNotes(store);
		this.store = store;
		this.history = history;
		this.handlers = handlers;
		this.journal = journal;
		this.thread = thread;
	}

	/**
	 * Look at the data before anyone else does, and have repeated what may be missing.
	 * Then advance the beats, which also shows whether Redis takes writes. If a marker
	 * cannot be used, Redis is used all the same.
	 * @param session the way to Redis
	 * @param found told what became of the data, as soon as it is known
	 * @return ends when the beats are advanced; fails if Redis cannot be asked or refuses
	 */
	CompletableFuture<?> meet(RecoverySession session, Consumer<RedisData> found) {
		return all(session.masters().stream().map((master) -> orAway(meet(session, master, found))).toList());
	}

	/** The same for one master. */
	CompletableFuture<?> meet(RecoverySession session, RecoveredMaster master, Consumer<RedisData> found) {
		return watch(master).meet(session, master, found);
	}

	/**
	 * Advance the beats.
	 * @param found told what became of the data of each master, on the journal's thread
	 * and before anything of it is replayed
	 * @return ends when they are advanced; fails if Redis cannot be asked or refuses
	 */
	CompletableFuture<?> beat(RecoverySession session, Consumer<RedisData> found) {
		return all(session.masters()
			.stream()
			.map((master) -> orAway(watch(master).beat(session, master).thenAccept(found)))
			.toList());
	}

	private static CompletableFuture<@Nullable Void> all(List<? extends CompletableFuture<?>> futures) {
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
	}

	/** A master that went away meanwhile is met when it is back. */
	private static CompletableFuture<?> orAway(CompletableFuture<?> result) {
		return result.handle((done, failure) -> failure)
			.thenCompose((failure) -> (failure == null || isAway(Failures.cause(failure)))
					? CompletableFuture.completedFuture(null)
					: CompletableFuture.failedFuture(Failures.cause(failure)));
	}

	private static boolean isAway(Throwable failure) {
		return failure instanceof RedisUnavailableException unavailable && unavailable.isPartial();
	}

	private MasterWatch watch(RecoveredMaster master) {
		return this.watches.computeIfAbsent(master.tag(), (tag) -> {
			Marker marker = Marker.at(master.key(this.markerKey).getBytes(StandardCharsets.UTF_8));
			return new MasterWatch(marker, this.notes.get(tag), (seen) -> this.notes.put(tag, seen), this.store,
					this.history, this.handlers, this.journal, this.thread);
		});
	}

}
