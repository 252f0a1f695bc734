/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import io.github.resilientredis.throttle.UnknownLimitException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says where a limit is named that nobody configured.
 */
class UnknownLimitFailureAnalyzer extends AbstractFailureAnalyzer<UnknownLimitException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownLimitException cause) {
		Throwable outermost = cause;
		for (Throwable failure = rootFailure; failure != null && failure != cause; failure = failure.getCause()) {
			if (failure.getCause() == cause) {
				outermost = failure;
			}
		}
		return new FailureAnalysis(String.valueOf(outermost.getMessage()),
				"Configure the limit, or name one that is configured.", cause);
	}

}
