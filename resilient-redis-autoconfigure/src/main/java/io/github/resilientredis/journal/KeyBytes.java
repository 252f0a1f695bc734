/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key as a key of a map. Comparable, so that keys made to collide cost a
 * logarithm and not a walk.
 */
final class KeyBytes implements Comparable<KeyBytes> {

	private final byte[] bytes;

	private final int hash;

	KeyBytes(byte[] bytes) {
		this.bytes = bytes;
		this.hash = Arrays.hashCode(bytes);
	}

	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KeyBytes key && key.hash == this.hash && Arrays.equals(key.bytes, this.bytes);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	@Override
	public int compareTo(KeyBytes other) {
		return Arrays.compare(this.bytes, other.bytes);
	}

}
