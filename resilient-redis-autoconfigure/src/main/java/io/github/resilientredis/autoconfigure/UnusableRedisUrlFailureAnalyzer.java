/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what is wrong with the URL of Redis, without showing the password in it.
 */
class UnusableRedisUrlFailureAnalyzer extends AbstractFailureAnalyzer<UnusableRedisUrlException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableRedisUrlException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
