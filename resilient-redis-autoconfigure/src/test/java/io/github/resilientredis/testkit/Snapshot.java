/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

/**
 * The data of a server at one moment, to bring it back to later.
 */
public final class Snapshot {

	private final byte[] dump;

	Snapshot(byte[] dump) {
		this.dump = dump;
	}

	byte[] dump() {
		return this.dump.clone();
	}

}
