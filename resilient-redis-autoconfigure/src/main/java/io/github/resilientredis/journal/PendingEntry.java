/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the index, and the links that hold it there.
 * <p>
 * What is final may be read by anyone. All else is read and written under the store's
 * lock.
 */
final class PendingEntry implements JournalEntry {

	/**
	 * What an entry costs beside its key and its payload: the two array headers, the
	 * record, the entry, the key in the map, the map's node and its share of the table.
	 * Measured by a test, on a JVM with compressed pointers.
	 */
	static final int OVERHEAD = 224;

	final FeatureLine line;

	final KeyBytes key;

	final JournalRecord record;

	/** The place in the order, over all features. */
	final long sequence;

	/** When it was accepted, in milliseconds since the epoch. */
	final long acceptedAt;

	/** The neighbours in the order of the feature. */
	@Nullable PendingEntry previous;

	@Nullable PendingEntry next;

	/** The next of the same key; of the last, the first. */
	PendingEntry nextOfKey = this;

	/** Whether somebody has it; not once it was removed. */
	boolean inFlight;

	/** Whether it waits for a master of a Cluster that is away; not while in flight. */
	boolean parked;

	/** Whether it belongs on the disk, which an entry only announced does not. */
	boolean stored;

	/** Whether it must be forced to the disk when it gets there. */
	boolean forced;

	/** Whether a newer one stands for it, whatever becomes of it. */
	boolean superseded;

	PendingEntry(FeatureLine line, KeyBytes key, byte[] payload, long sequence, long acceptedAt) {
		this.line = line;
		this.key = key;
		this.record = new JournalRecord(line.feature(), key.bytes(), payload);
		this.sequence = sequence;
		this.acceptedAt = acceptedAt;
	}

	@Override
	public JournalRecord record() {
		return this.record;
	}

	long cost() {
		return cost(this.key.bytes(), this.record.payload());
	}

	static long cost(JournalRecord record) {
		return cost(record.key(), record.payload());
	}

	static long cost(byte[] key, byte[] payload) {
		return (long) OVERHEAD + key.length + payload.length;
	}

}
