/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a history of several nodes is one that the caches may have. Each value
 * is put or loaded once, so a read tells which operation it saw. An overwrite is a put,
 * an eviction or a clear; it ends a value for certain if it was invoked after the value's
 * own operation had responded. Operations that overlap end each other or not, as they
 * like, and one that never responded may do what it wants.
 *
 * <p>
 * Three rules:
 * <ol>
 * <li><em>Nothing is invented.</em> A value found was put or loaded under this key, by an
 * operation invoked before the read responded.</li>
 * <li><em>What is dead stays dead.</em> A read made while all nodes had been recovered
 * for a second and nobody wrote finds no value that any node ended before the read was
 * invoked. It does not matter which node put it and which ended it, nor what Redis was
 * told of either.</li>
 * <li><em>On that node it is dead at once.</em> In any state, a read on the node that
 * ended the value does not find it, if it was invoked after the overwrite responded. This
 * is asked of values that the same node put; and of other nodes' values only if a moment
 * lay between put and overwrite at which every node was recovered. Without such a moment
 * the other node's write may still have been under way: acknowledged by a node that was
 * cut off, its command may reach Redis after our eviction did, and until that node's
 * recovery takes it back, Redis serves it to us in good faith. (To ask for less, only for
 * the same node's values, would let pass an eviction that is forgotten by the node that
 * made it while it is cut off from Redis, the very thing it is for.)</li>
 * </ol>
 * A node that was not cut off may serve what another one ended for as long as that one
 * has not recovered: no rule forbids it.
 */
final class HistoryChecker {

	static final String INVENTED = "found what nobody had put there";

	static final String DEAD = "found a dead value after the recovery";

	static final String DEAD_HERE = "found a value that had been ended on the same node";

	private final long[] recovered;

	/**
	 * Creates a checker.
	 * @param recovered moments at which every node was recovered and no fault in force
	 */
	HistoryChecker(Collection<Long> recovered) {
		this.recovered = recovered.stream().mapToLong(Long::longValue).sorted().toArray();
	}

	List<Violation> check(Collection<Operation> history) {
		Map<String, List<Operation>> clears = history.stream()
			.filter((operation) -> operation.kind() == Operation.Kind.CLEAR)
			.collect(Collectors.groupingBy(Operation::cache));
		Map<List<String>, List<Operation>> keys = history.stream()
			.filter((operation) -> operation.kind() != Operation.Kind.CLEAR)
			.collect(Collectors.groupingBy((operation) -> List.of(operation.cache(), operation.key())));
		List<Violation> violations = new ArrayList<>();
		keys.forEach((key, operations) -> {
			List<Operation> all = new ArrayList<>(operations);
			all.addAll(clears.getOrDefault(key.get(0), List.of()));
			violations.addAll(checkKey(all));
		});
		return violations;
	}

	private List<Violation> checkKey(List<Operation> operations) {
		Map<String, Operation> sources = operations.stream()
			.filter(Operation::isSource)
			.collect(Collectors.toMap((source) -> String.valueOf(source.value()), Function.identity()));
		Overwrites everywhere = new Overwrites(operations);
		Map<String, Overwrites> byNode = new HashMap<>();
		operations.stream()
			.collect(Collectors.groupingBy(Operation::node, TreeMap::new, Collectors.toList()))
			.forEach((node, own) -> byNode.put(node, new Overwrites(own)));
		List<Violation> violations = new ArrayList<>();
		for (Operation read : operations) {
			if (read.isRead() && read.value() != null) {
				Violation violation = check(read, sources.get(read.value()), everywhere, byNode.get(read.node()));
				if (violation != null) {
					violations.add(violation);
				}
			}
		}
		return violations;
	}

	private @Nullable Violation check(Operation read, @Nullable Operation source, Overwrites everywhere,
			@Nullable Overwrites here) {
		if (source == null || source.invoked() > read.responded()) {
			return new Violation(INVENTED, read, source, null);
		}
		if (read.kind() == Operation.Kind.SETTLED_READ) {
			Operation overwrite = everywhere.between(source.responded(), read.invoked());
			if (overwrite != null) {
				return new Violation(DEAD, read, source, overwrite);
			}
		}
		long since = source.node().equals(read.node()) ? source.responded() : nextRecovered(source.responded());
		Operation overwrite = (here != null) ? here.between(since, read.invoked()) : null;
		return (overwrite != null) ? new Violation(DEAD_HERE, read, source, overwrite) : null;
	}

	private long nextRecovered(long moment) {
		int found = Arrays.binarySearch(this.recovered, moment);
		int index = (found >= 0) ? found : -found - 1;
		return (index < this.recovered.length) ? this.recovered[index] : Operation.NEVER;
	}

}
