/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What is observed of guarded calls, for tracing and for whatever else listens to
 * Micrometer's observations.
 */
public enum CallObservation implements ObservationDocumentation {

	/** A guarded call from its beginning to its end, retries included. */
	CALL {

		@Override
		public String getName() {
			return NAME;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return Key.values();
		}

	};

	static final String NAME = "resilient.redis.call";

	/** What an observation says of its call: nothing that a user sent. */
	public enum Key implements KeyName {

		/**
		 * The name of the operation, such as {@code cache.get}; {@code other} beyond a
		 * bounded number of names.
		 */
		OPERATION("operation"),

		/** Whose call it is, as in {@link GuardMeter#CALLS}. */
		FEATURE("feature"),

		/**
		 * How it ended, as in {@link GuardMeter#CALLS}; {@code unknown} while it is under
		 * way.
		 */
		OUTCOME("outcome");

		private final String key;

		Key(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
