/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is found in a file: the records still needed, the note, and what was wrong with
 * the file. Filled and read by one thread.
 */
final class JournalContent {

	private final Map<Long, Stored> records = new HashMap<>();

	private final List<Range> damaged = new ArrayList<>();

	private byte @Nullable [] note;

	private long lastSequence;

	private long end;

	private long torn;

	private @Nullable JournalFrames frames;

	private @Nullable String unreadable;

	void add(Stored record) {
		this.records.put(record.sequence(), record);
		this.lastSequence = Math.max(this.lastSequence, record.sequence());
	}

	void remove(long sequence) {
		this.records.remove(sequence);
		this.lastSequence = Math.max(this.lastSequence, sequence);
	}

	void note(byte[] value) {
		this.note = value;
	}

	void frames(JournalFrames frames) {
		this.frames = frames;
	}

	void damaged(long from, long to) {
		this.damaged.add(new Range(from, to));
	}

	void end(long offset, long torn) {
		this.end = offset;
		this.torn = torn;
	}

	void unreadable(String reason) {
		this.unreadable = reason;
	}

	/** The records in the order in which they were accepted. */
	List<Stored> records() {
		List<Stored> sorted = new ArrayList<>(this.records.values());
		sorted.sort(Comparator.comparingLong(Stored::sequence));
		return sorted;
	}

	byte @Nullable [] note() {
		return this.note;
	}

	/** The highest sequence that any frame names. */
	long lastSequence() {
		return this.lastSequence;
	}

	/** Where the last intact frame ends. */
	long end() {
		return this.end;
	}

	/** How many bytes of an incomplete frame follow. */
	long torn() {
		return this.torn;
	}

	/** The format of the file; {@code null} if there is none to go on with. */
	@Nullable JournalFrames frames() {
		return this.frames;
	}

	List<Range> damaged() {
		return this.damaged;
	}

	long damagedBytes() {
		return this.damaged.stream().mapToLong((range) -> range.to() - range.from()).sum();
	}

	/** Why the file as a whole has to be set aside; {@code null} if it has not. */
	@Nullable String unreadable() {
		return this.unreadable;
	}

	/**
	 * A record as it was stored.
	 *
	 * @param sequence its place in the order
	 * @param acceptedAt when it was accepted, in milliseconds since the epoch
	 * @param feature the feature's name
	 * @param key the key
	 * @param payload the payload
	 */
	record Stored(long sequence, long acceptedAt, String feature, byte[] key, byte[] payload) {

	}

	/**
	 * Bytes of the file.
	 *
	 * @param from the first of them
	 * @param to the first after them
	 */
	record Range(long from, long to) {

	}

}
