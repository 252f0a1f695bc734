/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One call as its caller saw it.
 *
 * @param feature what was called
 * @param phase when
 * @param took how long the caller waited
 * @param error what went wrong; {@code null} if it was answered as it should be
 */
record Sample(Feature feature, Phase phase, Duration took, @Nullable String error) {

	boolean isError() {
		return this.error != null;
	}

}
