/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Whether memory is nearly full.
 */
final class MemoryCheck extends NodeCheck {

	/** In percent. */
	static final int LIMIT = 80;

	MemoryCheck() {
		super(FindingKind.MEMORY);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		NodeFacts.Memory memory = node.memory();
		if (memory == null || memory.usedBytes() == null || memory.limitBytes() == null) {
			return null;
		}
		return Share.describe(memory.usedBytes(), memory.limitBytes(), LIMIT, "of the memory of " + node.address());
	}

}
