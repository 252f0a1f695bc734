/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.measurement;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a batch is.
 */
enum BatchState {

	/** It waits for its turn. */
	QUEUED,

	/** It is being worked on. */
	RUNNING,

	/** All results are there. */
	DONE,

	/** It ended early because of a defect. */
	FAILED,

	/** It ended early because the application stops. */
	CANCELLED;

	boolean isOver() {
		return this != QUEUED && this != RUNNING;
	}

	@JsonValue
	String json() {
		return name().toLowerCase(Locale.ROOT);
	}

}
