/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the user in use may do with the channel. Says once, in the first words of the
 * server that any thread meets, what to do if it is not enough.
 */
final class ChannelPermission {

	private static final Log logger = LogFactory.getLog(NodeChannel.class);

	private final FailureClassifier classifier = new FailureClassifier();

	private final AtomicBoolean told = new AtomicBoolean();

	private final byte[] channel;

	ChannelPermission(byte[] channel) {
		this.channel = channel;
	}

	/**
	 * Publish.
	 * @param redis the commands to use
	 * @param message the message
	 * @return how many clients of that server heard it; {@code null} if it is not
	 * permitted; otherwise fails as Redis did
	 */
	CompletableFuture<@Nullable Long> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] message) {
		CompletableFuture<@Nullable Long> published = new CompletableFuture<>();
		redis.publish(this.channel, message).whenComplete((receivers, failure) -> {
			if (failure == null) {
				published.complete(receivers);
			}
			else if (isMissing(failure)) {
				published.complete(null);
			}
			else {
				published.completeExceptionally(failure);
			}
		});
		return published;
	}

	/** The message as it is published. */
	ChannelMessage message(byte[] message) {
		return new ChannelMessage(this.channel, message);
	}

	/**
	 * Whether a failure means that the user may not do it, which is logged once.
	 * @param failure what the client threw
	 * @return whether permission is missing
	 */
	boolean isMissing(Throwable failure) {
		if (this.classifier.classify(failure) != FailureKind.NOT_PERMITTED) {
			return false;
		}
		if (this.told.compareAndSet(false, true)) {
			logger.warn("Redis does not permit the channel between nodes, which now learn of each other's changes "
					+ "only when their near values expire: " + this.classifier.reason(failure) + ". Grant the user '&"
					+ new String(this.channel, StandardCharsets.UTF_8) + "', PUBLISH and SUBSCRIBE, "
					+ "or set resilient-redis.cache.invalidation=false");
		}
		return true;
	}

	String reason(Throwable failure) {
		return this.classifier.reason(failure);
	}

}
