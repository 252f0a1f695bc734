/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import io.github.resilientredis.guard.RedisRequiredException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says why the start did not go on without Redis.
 */
class RedisRequiredFailureAnalyzer extends AbstractFailureAnalyzer<RedisRequiredException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RedisRequiredException cause) {
		return new FailureAnalysis(
				"Redis at " + cause.getTarget().describe() + " did not become usable in " + cause.getAttempts()
						+ " attempts. The last one failed: " + sentence(cause.getReason()),
				"Start Redis or correct 'spring.data.redis.*'. 'java -jar your-application.jar --diagnose-redis' says "
						+ "more. To start without waiting for Redis, set 'resilient-redis.startup.mode' to "
						+ "'background'.",
				cause);
	}

	private static String sentence(@Nullable String reason) {
		String text = String.valueOf(reason);
		return text.endsWith(".") ? text : text + ".";
	}

}
