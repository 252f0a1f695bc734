/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds an overwrite between two moments: sorted by invocation, each with the earliest
 * response among itself and all that were invoked later.
 */
final class Overwrites {

	private final Operation[] byInvocation;

	private final Operation[] earliestFrom;

	Overwrites(List<Operation> operations) {
		this.byInvocation = operations.stream()
			.filter(Operation::isOverwrite)
			.sorted(Comparator.comparingLong(Operation::invoked))
			.toArray(Operation[]::new);
		this.earliestFrom = this.byInvocation.clone();
		for (int i = this.earliestFrom.length - 2; i >= 0; i--) {
			if (this.earliestFrom[i + 1].responded() < this.earliestFrom[i].responded()) {
				this.earliestFrom[i] = this.earliestFrom[i + 1];
			}
		}
	}

	/** Returns one that was invoked after a moment and responded before another. */
	@Nullable Operation between(long after, long before) {
		int first = firstAfter(after);
		if (first == this.byInvocation.length) {
			return null;
		}
		Operation candidate = this.earliestFrom[first];
		return (candidate.responded() < before) ? candidate : null;
	}

	private int firstAfter(long moment) {
		int low = 0;
		int high = this.byInvocation.length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.byInvocation[middle].invoked() > moment) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

}
