/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.resilientredis.cache.CacheNode;
import io.github.resilientredis.cache.history.Operation.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Does things to caches and takes them down. May be used by any thread.
 * <p>
 * Shared state: what was done, what failed and what was noted, each in a concurrent queue
 * to which everyone only adds; read when the writers are at rest.
 */
final class History {

	private final long origin = System.nanoTime();

	private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

	private final Queue<Long> recovered = new ConcurrentLinkedQueue<>();

	private final AtomicLong values = new AtomicLong();

	long now() {
		return System.nanoTime() - this.origin;
	}

	void put(CacheNode node, String cache, String key) {
		String value = nextValue();
		record(Kind.PUT, node.name(), cache, key, value, () -> {
			node.cache(cache).put(key, value);
			return value;
		});
	}

	void evict(CacheNode node, String cache, String key) {
		record(Kind.EVICT, node.name(), cache, key, null, () -> {
			node.cache(cache).evict(key);
			return null;
		});
	}

	void clear(CacheNode node, String cache) {
		record(Kind.CLEAR, node.name(), cache, "", null, () -> {
			node.cache(cache).clear();
			return null;
		});
	}

	void read(CacheNode node, String cache, String key) {
		record(Kind.READ, node.name(), cache, key, null, () -> value(node.cache(cache).get(key)));
	}

	/** Reads, and keeps a new value if there is none. */
	void load(CacheNode node, String cache, String key) {
		String value = nextValue();
		record(Kind.LOAD, node.name(), cache, key, value, () -> node.cache(cache).get(key, () -> value));
	}

	/** Reads what must be alive. */
	void settledRead(String reader, Cache cache, String key) {
		record(Kind.SETTLED_READ, reader, cache.getName(), key, null, () -> value(cache.get(key)));
	}

	void note(String text) {
		this.notes.add(new Note(now(), text));
	}

	/** Takes down that at a moment every node was recovered and no fault in force. */
	void recoveredAt(long moment) {
		this.recovered.add(moment);
	}

	List<Violation> violations() {
		return new HistoryChecker(this.recovered).check(this.operations);
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

	long count(Predicate<Operation> which) {
		return this.operations.stream().filter(which).count();
	}

	/**
	 * Tells the story of the key of a violation, with what happened to Redis meanwhile.
	 */
	String story(Violation violation) {
		Operation read = violation.read();
		long from = ((violation.source() != null) ? violation.source().invoked() : read.invoked()) - 50_000_000;
		Stream<Note> done = this.operations.stream()
			.filter((operation) -> operation.cache().equals(read.cache()))
			.filter((operation) -> operation.key().equals(read.key()) || operation.kind() == Kind.CLEAR)
			.map((operation) -> new Note(operation.invoked(), operation.toString()));
		Stream<Note> noted = this.notes.stream().map((note) -> new Note(note.at, note.line()));
		List<String> lines = Stream.concat(done, noted)
			.filter((note) -> note.at >= from && note.at <= read.responded())
			.sorted(Comparator.comparingLong(Note::at))
			.map(Note::text)
			.toList();
		return violation + "\n" + shortened(lines).collect(Collectors.joining("\n"));
	}

	/** Tells what was noted. */
	String schedule() {
		return this.notes.stream().map(Note::line).collect(Collectors.joining("\n"));
	}

	private static Stream<String> shortened(List<String> lines) {
		int many = 60;
		return (lines.size() <= 2 * many) ? lines.stream()
				: Stream
					.of(lines.subList(0, many), List.of("   (" + (lines.size() - 2 * many) + " more)"),
							lines.subList(lines.size() - many, lines.size()))
					.flatMap(List::stream);
	}

	private String nextValue() {
		return "v" + this.values.incrementAndGet();
	}

	private static @Nullable String value(Cache.@Nullable ValueWrapper wrapper) {
		return (wrapper != null) ? String.valueOf(wrapper.get()) : null;
	}

	private void record(Kind kind, String node, String cache, String key, @Nullable String own, Action action) {
		long invoked = now();
		try {
			String value = action.run();
			// A load that found another's value was a read.
			Kind done = (kind == Kind.LOAD && !Objects.equals(value, own)) ? Kind.READ : kind;
			this.operations.add(new Operation(done, node, cache, key, value, invoked, now()));
		}
		catch (Throwable ex) {
			Operation failed = new Operation(kind, node, cache, key, own, invoked, Operation.NEVER);
			this.operations.add(failed);
			this.failures.add(failed + ": " + ex);
		}
	}

	private interface Action {

		@Nullable String run() throws Exception;

	}

	private record Note(long at, String text) {

		String line() {
			return Operation.millis(this.at) + " ms  --- " + this.text;
		}

	}

}
