/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Short messages between the nodes of an application, over Redis. They are not kept: who
 * is not listening at the moment never hears them. Thread-safe.
 */
public interface NodeChannel {

	/**
	 * The channel of an application with one node or without Redis: publishes nothing,
	 * hears nothing, and can always be trusted.
	 * @return the channel
	 */
	static NodeChannel alone() {
		return SingleNodeChannel.INSTANCE;
	}

	/**
	 * Send a message to the other nodes, on the connection of a guarded call, so that it
	 * arrives after what the same call sent before it.
	 * @param redis the commands of that call
	 * @param topic who is to hear it, such as {@code cache}; at most 100 bytes
	 * @param message the message
	 * @return ends when Redis has taken the message; also if it is not permitted, which
	 * is logged once
	 */
	CompletionStage<?> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, String topic, byte[] message);

	/**
	 * A message for a script that changes something and publishes by itself, so that
	 * nobody hears of a change before it is there.
	 * @param topic who is to hear it, such as {@code cache}; at most 100 bytes
	 * @param message the message
	 * @return what the script has to publish, {@code null} if there is nobody to tell
	 */
	@Nullable ChannelMessage message(String topic, byte[] message);

	/**
	 * Whether a script's PUBLISH failed for want of permission, which is logged once and
	 * changes nothing else: it would not be permitted later either.
	 * @param error what Redis answered to it
	 * @return whether permission is missing
	 */
	boolean isNotPermitted(String error);

	/**
	 * Hear what other nodes publish from now on. The first listener opens the
	 * subscription, in the background.
	 * @param topic the topic
	 * @param listener the listener
	 */
	void subscribe(String topic, Listener listener);

	/**
	 * Whether nothing that was published until a second ago can have been missed; a read
	 * of memory.
	 * @return whether the subscription is known to work
	 */
	boolean isTrusted();

	/**
	 * What listeners are told, one call at a time, on a thread of the channel that must
	 * not be blocked.
	 */
	interface Listener {

		/**
		 * Another node sent a message.
		 * @param message the message
		 */
		void received(byte[] message);

		/**
		 * Messages may have been missed until now. Called before
		 * {@link NodeChannel#isTrusted()} becomes true on a new subscription.
		 */
		void missed();

	}

}
