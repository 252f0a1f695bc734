/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * The one place where failures are classified. Looks through the wrappers of
 * {@code java.util.concurrent}, Spring Data and Lettuce, and at nothing else: an
 * exception that the caller's own code threw stays the caller's, whatever its causes.
 */
final class FailureClassifier {

	private static final int MAX_DEPTH = 16;

	private static final int MAX_REASON = 200;

	private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

	/**
	 * What a failure says about Redis.
	 * @param failure what was thrown
	 * @return the kind
	 */
	FailureKind classify(Throwable failure) {
		return classify(failure, MAX_DEPTH);
	}

	private FailureKind classify(Throwable failure, int depth) {
		if (failure instanceof RedisCommandExecutionException) {
			return ServerErrors.kindOf(message(failure));
		}
		if (failure instanceof RedisCommandTimeoutException || failure instanceof TimeoutException) {
			return FailureKind.TIMEOUT;
		}
		if (failure instanceof RedisCommandInterruptedException) {
			return FailureKind.INTERRUPTED;
		}
		if (failure instanceof IOException || failure instanceof CancellationException) {
			return FailureKind.CONNECTION_LOST;
		}
		Throwable cause = failure.getCause();
		if (isWrapper(failure) && cause != null && depth > 0) {
			FailureKind kind = classify(cause, depth - 1);
			if (kind != FailureKind.CALLER) {
				return kind;
			}
		}
		return withoutKnownCause(failure);
	}

	private static boolean isWrapper(Throwable failure) {
		return failure instanceof CompletionException || failure instanceof ExecutionException
				|| failure instanceof DataAccessException || failure instanceof RedisException;
	}

	private static FailureKind withoutKnownCause(Throwable failure) {
		if (failure instanceof RedisConnectionException || failure instanceof RedisConnectionFailureException) {
			return FailureKind.CONNECTION_LOST;
		}
		if (failure instanceof QueryTimeoutException) {
			return FailureKind.TIMEOUT;
		}
		if (failure instanceof RedisException && failure.getClass() == RedisException.class) {
			String message = message(failure);
			if (message.contains("size exceeded")) {
				return FailureKind.TIMEOUT;
			}
			if (message.startsWith("Connection ") || message.startsWith("Currently not connected")
					|| message.startsWith("Cannot obtain initial Redis Cluster topology")) {
				return FailureKind.CONNECTION_LOST;
			}
		}
		return FailureKind.CALLER;
	}

	/**
	 * Why, in a few words for logs and health: the server's own words, or the innermost
	 * cause. One line, bounded, without user information of a URL.
	 * @param failure what was thrown
	 * @return the reason
	 */
	String reason(Throwable failure) {
		Throwable innermost = failure;
		for (int i = 0; i < MAX_DEPTH; i++) {
			Throwable cause = innermost.getCause();
			if (innermost instanceof RedisCommandExecutionException || cause == null) {
				break;
			}
			innermost = cause;
		}
		String reason = clean(message(innermost));
		if (reason.isEmpty()) {
			return (innermost instanceof TimeoutException) ? "no answer in time" : innermost.getClass().getSimpleName();
		}
		return reason;
	}

	private static String clean(String message) {
		String line = USER_INFO.matcher(message).replaceAll("//***@").replaceAll("\\s+", " ").strip();
		return (line.length() <= MAX_REASON) ? line : line.substring(0, MAX_REASON) + "…";
	}

	private static String message(@Nullable Throwable failure) {
		String message = (failure != null) ? failure.getMessage() : null;
		return (message != null) ? message : "";
	}

}
