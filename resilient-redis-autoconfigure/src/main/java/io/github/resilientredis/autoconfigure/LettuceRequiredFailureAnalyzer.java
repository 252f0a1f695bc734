/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to get Lettuce.
 */
class LettuceRequiredFailureAnalyzer extends AbstractFailureAnalyzer<LettuceRequiredException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LettuceRequiredException cause) {
		return new FailureAnalysis(
				"resilient-redis bounds and replaces Lettuce connections, but the application's Redis connections are "
						+ "made by " + cause.getFactoryType().getName() + ".",
				"Remove the Jedis dependency and 'spring.data.redis.client-type', or define the connection factory as "
						+ "a LettuceConnectionFactory. To run without resilient-redis, set "
						+ "'resilient-redis.enabled=false'.",
				cause);
	}

}
