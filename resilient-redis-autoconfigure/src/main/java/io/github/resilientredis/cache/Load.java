/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A value being loaded: completes with what the application gets, or with what it is
 * thrown.
 */
final class Load extends CompletableFuture<@Nullable Object> {

	private final @Nullable Thread owner;

	/**
	 * Create a load.
	 * @param owner the thread that does it, {@code null} if no single one does
	 */
	Load(@Nullable Thread owner) {
		this.owner = owner;
	}

	@Nullable Thread owner() {
		return this.owner;
	}

}
