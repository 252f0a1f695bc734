/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.IntToLongFunction;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.serialization.Scope;
import io.github.bucket4j.distributed.versioning.Versions;

/**
 * Sets how many tokens are left of each rate, which Bucket4j has no method for: by way of
 * the documented snapshot of a state, which holds three numbers for each rate: the time
 * of the last refill, the tokens, and the fraction of a token. Stateless.
 */
final class BucketStates {

	private static final int NUMBERS = 3;

	private static final int TOKENS = 1;

	private BucketStates() {
	}

	/**
	 * A state that differs in its tokens.
	 * @param state the state, left as it is
	 * @param tokens how many are left of a rate
	 * @return the other state
	 */
	@SuppressWarnings({ "unchecked", "NullAway" }) // no version of the configuration
	static RemoteBucketState with(RemoteBucketState state, IntToLongFunction tokens) {
		BucketConfiguration configuration = state.getConfiguration();
		try {
			Map<String, Object> snapshot = (Map<String, Object>) BucketState.toJsonCompatibleSnapshot(state.getState(),
					Versions.getLatest(), Scope.PERSISTED_STATE);
			long[] numbers = ((long[]) snapshot.get("stateData")).clone();
			for (int i = 0; i < configuration.getBandwidths().length; i++) {
				numbers[i * NUMBERS + TOKENS] = tokens.applyAsLong(i);
			}
			snapshot.put("stateData", numbers);
			BucketState changed = BucketState.fromJsonCompatibleSnapshot(snapshot);
			changed.setConfiguration(configuration);
			return new RemoteBucketState(changed, state.getRemoteStat().copy(), state.getConfigurationVersion());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
