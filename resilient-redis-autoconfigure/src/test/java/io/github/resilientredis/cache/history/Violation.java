/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache.history;

import org.jspecify.annotations.Nullable;

/**
 * A read that should not have found what it found.
 *
 * @param rule what it broke
 * @param read the read
 * @param source where the value came from, {@code null} if from nowhere
 * @param overwrite what should have ended the value, {@code null} if nothing had to
 */
record Violation(String rule, Operation read, @Nullable Operation source, @Nullable Operation overwrite) {

	@Override
	public String toString() {
		return this.rule + "\n  read:  " + this.read + "\n  of:    " + this.source + "\n  ended: " + this.overwrite;
	}

}
