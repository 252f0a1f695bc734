/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import io.github.resilientredis.guard.RedisOperation;

/**
 * A feature whose records set keys, and which remembers what it was asked. May be used by
 * any thread.
 */
final class RecordingFeature implements ReplayHandler {

	private static final RedisOperation SET = RedisOperation.once("test.set").writing();

	final List<List<String>> repeated = new CopyOnWriteArrayList<>();

	final List<RedisData> reading = new CopyOnWriteArrayList<>();

	final List<RedisData> told = new CopyOnWriteArrayList<>();

	final AtomicInteger replays = new AtomicInteger();

	volatile boolean complete = true;

	private volatile IntConsumer onReplay = (count) -> {
	};

	private final JournalFeature feature;

	RecordingFeature(String name, ReplayPhase phase) {
		this.feature = new JournalFeature(name, phase, false, false, JournalShare.ORDINARY);
	}

	/** Called with how many were replayed so far, before each. */
	void onReplay(IntConsumer action) {
		this.onReplay = action;
	}

	/** As features do while Redis is in use. */
	void writes(JournalNode node, String key, String value) {
		node.guard.await(SET, (redis) -> redis.set(JournalNode.bytes(key), JournalNode.bytes(value)));
		node.journal.wrote(this.feature, JournalNode.bytes(key), JournalNode.bytes(value));
	}

	/** As features do while it is not. */
	void leaves(JournalNode node, String key, String value) {
		node.journal.append(this.feature, JournalNode.bytes(key), JournalNode.bytes(value));
	}

	@Override
	public JournalFeature feature() {
		return this.feature;
	}

	@Override
	public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
		this.told.add(data);
		this.onReplay.accept(this.replays.incrementAndGet());
		return redis.send((commands) -> commands.rpush(JournalNode.bytes("sent"), JournalNode.bytes(feature().name()))
			.thenCombine(commands.set(record.key(), record.payload()), (length, done) -> length));
	}

	@Override
	public void repeat(Journal journal, List<JournalRecord> written, boolean all) {
		this.complete = all;
		this.repeated.add(written.stream()
			.map((record) -> JournalNode.text(record.key()) + "=" + JournalNode.text(record.payload()))
			.toList());
		ReplayHandler.super.repeat(journal, written, all);
	}

	@Override
	public void reading(RedisData data) {
		this.reading.add(data);
	}

}
