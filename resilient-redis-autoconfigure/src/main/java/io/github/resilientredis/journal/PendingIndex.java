/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * All that is pending, by feature, and what it costs. Features of earlier processes stay
 * here whether or not somebody knows them in this one.
 * <p>
 * Shared state: written under the store's lock; the lines are found without it.
 */
final class PendingIndex {

	private final Map<String, FeatureLine> lines = new ConcurrentHashMap<>();

	private byte @Nullable [] note;

	private long records;

	private long bytes;

	private long lastSequence;

	@Nullable FeatureLine find(String feature) {
		return this.lines.get(feature);
	}

	FeatureLine line(String feature) {
		return this.lines.computeIfAbsent(feature, FeatureLine::new);
	}

	PendingEntry create(FeatureLine line, byte[] key, byte[] payload, long acceptedAt) {
		KeyBytes bytes = new KeyBytes(key);
		PendingEntry known = line.last(bytes);
		return new PendingEntry(line, (known != null) ? known.key : bytes, payload, ++this.lastSequence, acceptedAt);
	}

	/** Bring back an entry of an earlier process. Call in the order of sequences. */
	void restore(PendingEntry entry) {
		entry.stored = true;
		this.lastSequence = Math.max(this.lastSequence, entry.sequence);
		add(entry);
	}

	/** Let no new entry have a place that one had in an earlier process. */
	void skipTo(long sequence) {
		this.lastSequence = Math.max(this.lastSequence, sequence);
	}

	void add(PendingEntry entry) {
		entry.line.add(entry);
		this.records++;
		this.bytes += entry.cost();
	}

	void remove(PendingEntry entry) {
		entry.line.remove(entry);
		this.records--;
		this.bytes -= entry.cost();
	}

	long records() {
		return this.records;
	}

	long bytes() {
		return this.bytes;
	}

	byte @Nullable [] note() {
		return this.note;
	}

	void note(byte @Nullable [] value) {
		this.note = value;
	}

	/** When the oldest entry was accepted, or a negative number. */
	long oldest() {
		long oldest = this.lines.values().stream().mapToLong(FeatureLine::oldest).min().orElse(Long.MAX_VALUE);
		return (oldest == Long.MAX_VALUE) ? -1 : oldest;
	}

	/** What is parked is idle again. */
	void unpark() {
		this.lines.values().forEach(FeatureLine::unpark);
	}

	/** What belongs on the disk at this moment. */
	List<PendingEntry> stored() {
		List<PendingEntry> stored = new ArrayList<>();
		for (FeatureLine line : this.lines.values()) {
			line.forEach((entry) -> {
				if (entry.stored) {
					stored.add(entry);
				}
			});
		}
		return stored;
	}

	void forEach(Consumer<PendingEntry> action) {
		this.lines.values().forEach((line) -> line.forEach(action));
	}

	/** Without a lock. */
	Map<String, Long> counts() {
		Map<String, Long> counts = new LinkedHashMap<>();
		this.lines.forEach((feature, line) -> {
			if (line.count() > 0) {
				counts.put(feature, line.count());
			}
		});
		return counts;
	}

}
