/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.PartitionException;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ClusterCommandExecutionFailureException;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.connection.RedisPipelineException;

/**
 * The one place where failures are classified. Looks through the wrappers of
 * {@code java.util.concurrent}, Spring Data Redis and Lettuce, and through nothing else:
 * an exception that the caller's own code threw stays the caller's, whatever its causes.
 */
final class FailureClassifier {

	/** Far more wrappers than were ever seen; ends a cycle of causes. */
	private static final int MAX_DEPTH = 16;

	private static final List<Class<? extends Throwable>> WRAPPERS = List.of(CompletionException.class,
			ExecutionException.class, RedisException.class, RedisSystemException.class,
			RedisConnectionFailureException.class, QueryTimeoutException.class, PoolException.class,
			RedisPipelineException.class, ClusterCommandExecutionFailureException.class, DecoderException.class);

	private final FailureReason reasons = new FailureReason();

	/**
	 * What a failure says about Redis.
	 * @param failure what was thrown
	 * @return the kind
	 */
	FailureKind classify(Throwable failure) {
		List<Throwable> chain = chain(failure);
		boolean connecting = contains(chain, RedisConnectionException.class)
				|| contains(chain, RedisConnectionFailureException.class);
		String reply = reply(chain);
		if (reply != null) {
			return connecting ? FailureKind.SERVER_UNAVAILABLE : ServerErrors.kindOf(reply);
		}
		if (connecting) {
			return FailureKind.CONNECTION_LOST;
		}
		return kindOf(chain.get(chain.size() - 1), chain);
	}

	/**
	 * Why, in a few words for logs and health: one line of at most 200 characters without
	 * passwords, keys and values.
	 * @param failure what was thrown
	 * @return the reason
	 */
	String reason(Throwable failure) {
		List<Throwable> chain = chain(failure);
		String reply = reply(chain);
		if (reply == null) {
			return this.reasons.of(chain);
		}
		boolean callers = classify(failure) == FailureKind.CALLER;
		return callers ? chain.get(chain.size() - 1).getClass().getSimpleName() : this.reasons.ofReply(reply);
	}

	/**
	 * Why Redis refused a write.
	 * @param failure what was thrown, also by the guard
	 * @return why; {@code null} if it did not refuse one
	 */
	@Nullable WriteRefusal refusal(Throwable failure) {
		String reply = reply(chain(failure));
		return (reply != null) ? ServerErrors.refusalOf(reply) : null;
	}

	private static FailureKind kindOf(Throwable last, List<Throwable> chain) {
		if (contains(chain, RedisCommandInterruptedException.class)) {
			return FailureKind.INTERRUPTED;
		}
		if (last instanceof TimeoutException || last instanceof QueryTimeoutException
				|| contains(chain, RedisCommandTimeoutException.class)) {
			return FailureKind.TIMEOUT;
		}
		if (last instanceof IOException || last instanceof CancellationException || last instanceof ChannelException
				|| contains(chain, PoolException.class)) {
			return FailureKind.CONNECTION_LOST;
		}
		if (last instanceof PartitionException) {
			return FailureKind.SERVER_UNAVAILABLE;
		}
		return (last.getClass() == RedisException.class) ? ClientErrors.kindOf(last) : FailureKind.CALLER;
	}

	/** The error reply in a chain: the innermost, since outer ones repeat it. */
	private static @Nullable String reply(List<Throwable> chain) {
		String reply = null;
		for (Throwable link : chain) {
			String message = link.getMessage();
			if (message != null && (link instanceof RedisCommandExecutionException
					|| (link instanceof RedisConnectionException && isReply(message)))) {
				reply = message;
			}
		}
		return reply;
	}

	/** Protected mode is reported by a connection error in the server's words. */
	private static boolean isReply(String message) {
		return ServerErrors.kindOf(message) != FailureKind.CALLER;
	}

	private static boolean contains(List<Throwable> chain, Class<? extends Throwable> type) {
		return chain.stream().anyMatch(type::isInstance);
	}

	private static List<Throwable> chain(Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		Throwable link = failure;
		while (link != null && chain.size() < MAX_DEPTH) {
			chain.add(link);
			link = isWrapper(link) ? link.getCause() : null;
		}
		return chain;
	}

	private static boolean isWrapper(Throwable failure) {
		return WRAPPERS.stream().anyMatch((type) -> type.isInstance(failure));
	}

}
